package io.palimpsest.standalone.config;

import io.palimpsest.platform.tenancy.Region;
import io.palimpsest.standalone.UserError;
import io.palimpsest.standalone.config.Installation.RegionConfig;
import io.palimpsest.stores.DatabaseSettings;
import io.palimpsest.stores.ObjectStoreSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * The file that {@code up --external} takes; {@code deploy/external.example.yml} shows one with
 * comments.
 */
public final class InstallationFile {
  private InstallationFile() {}

  /**
   * Reads it.
   *
   * @throws UserError naming the file and the key that is missing or wrong
   */
  public static Installation read(Path file) {
    try {
      Object yaml = new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(file));
      return installation(
          Node.root(file, yaml)
              .only("root-key-file", "control", "regions", "policy", "policies", "settings"));
    } catch (NoSuchFileException e) {
      throw new UserError("there is no file " + file, e);
    } catch (IOException e) {
      throw UserError.of(file + " cannot be read", e);
    } catch (YAMLException e) {
      throw new UserError(file + " is not YAML: " + e.getMessage().replaceAll("\\s+", " "), e);
    }
  }

  private static Installation installation(Node root) {
    List<RegionConfig> regions = new ArrayList<>();
    Node all = root.node("regions");
    for (String name : all.keys()) {
      regions.add(region(all, name));
    }
    if (regions.isEmpty()) {
      throw root.wrong("regions", "at least one is needed");
    }
    Map<String, Object> settings = new LinkedHashMap<>();
    if (root.values().containsKey("settings")) {
      flatten("palimpsest", root.node("settings").values(), settings);
    }
    return new Installation(
        root.path("root-key-file"),
        database(root, "control"),
        regions,
        root.values().containsKey("policy") ? root.text("policy") : Installation.DEFAULT_POLICY,
        root.values().containsKey("policies")
            ? Optional.of(root.path("policies"))
            : Optional.empty(),
        settings);
  }

  private static RegionConfig region(Node all, String name) {
    Region region =
        Region.parse(name)
            .orElseThrow(() -> all.wrong(name, "not a region name such as eu-frankfurt"));
    Node node = all.node(name).only("time-zone", "mysql", "s3", "elasticsearch");
    Node s3 = node.node("s3").only("endpoint", "access-key", "secret-key", "secret-key-file");
    Node log = node.node("elasticsearch").only("url", "authorization", "authorization-file");
    return new RegionConfig(
        region,
        zone(node),
        database(node, "mysql"),
        new ObjectStoreSettings(
            s3.uri("endpoint"), s3.text("access-key"), s3.requiredSecret("secret-key")),
        log.uri("url"),
        log.secret("authorization"));
  }

  private static ZoneId zone(Node region) {
    try {
      return ZoneId.of(region.text("time-zone"));
    } catch (DateTimeException e) {
      throw region.wrong("time-zone", "not a time zone such as Europe/Berlin");
    }
  }

  private static DatabaseSettings database(Node parent, String key) {
    Node node = parent.node(key).only("url", "user", "password", "password-file");
    try {
      return new DatabaseSettings(
          node.text("url"), node.text("user"), node.requiredSecret("password"));
    } catch (IllegalArgumentException e) {
      throw node.wrong("url", String.valueOf(e.getMessage()));
    }
  }

  /** Nested names become dotted ones. */
  private static void flatten(String prefix, Map<?, ?> values, Map<String, Object> into) {
    values.forEach(
        (key, value) -> {
          String name = prefix + "." + key;
          if (value instanceof Map<?, ?> deeper) {
            flatten(name, deeper, into);
          } else if (value != null) {
            into.put(name, value);
          }
        });
  }

  /** The form that {@link #read} reads, settings left out; it holds passwords. */
  public static String write(Installation installation) {
    Map<String, Object> regions = new LinkedHashMap<>();
    for (RegionConfig region : installation.regions()) {
      Map<String, Object> log = new LinkedHashMap<>(Map.of("url", region.log().toString()));
      region.authorization().ifPresent(value -> log.put("authorization", value));
      Map<String, Object> form = new LinkedHashMap<>();
      form.put("time-zone", region.zone().getId());
      form.put("mysql", database(region.database()));
      form.put(
          "s3",
          ordered(
              "endpoint", region.objects().endpoint().toString(),
              "access-key", region.objects().accessKey(),
              "secret-key", region.objects().secretKey()));
      form.put("elasticsearch", log);
      regions.put(region.region().name(), form);
    }
    DumperOptions options = new DumperOptions();
    options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
    Map<String, Object> form =
        ordered(
            "root-key-file", installation.rootKeyFile().toString(),
            "control", database(installation.control()),
            "regions", regions,
            "policy", installation.policy());
    installation.policies().ifPresent(path -> form.put("policies", path.toString()));
    return new Yaml(options).dump(form);
  }

  private static Map<String, Object> database(DatabaseSettings settings) {
    return ordered("url", settings.url(), "user", settings.user(), "password", settings.password());
  }

  private static Map<String, Object> ordered(Object... namesAndValues) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      map.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return map;
  }
}
