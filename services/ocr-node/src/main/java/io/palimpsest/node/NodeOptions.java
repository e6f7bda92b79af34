package io.palimpsest.node;

import io.palimpsest.ocr.Batching;
import io.palimpsest.ocr.Device;
import io.palimpsest.ocr.EngineSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A node's settings as an operator writes them: as flags {@code --name=value}, or as variables
 * {@code PALIMPSEST_NODE_NAME}; flags win. What is left out has {@link NodeSettings#defaults()}.
 *
 * <p>{@code host}, {@code port}, {@code threads}, {@code parallelism}, {@code device} (auto, cpu or
 * cuda:N), {@code batch-lines} and {@code batch-wait} (lines in one batch, and how long a line may
 * wait for others), {@code queue}, {@code call-limit}, {@code drain-limit}, {@code max-message},
 * {@code reflection}, {@code certificate} and {@code key} (PEM files; with them the node speaks
 * TLS), {@code models} (the folder; {@code PALIMPSEST_MODELS} names it too).
 *
 * @param models folder of the model packs
 */
public record NodeOptions(NodeSettings settings, Path models) {
  /** The names, in the order of the documentation. */
  public static final List<String> NAMES =
      List.of(
          "host",
          "port",
          "threads",
          "parallelism",
          "device",
          "batch-lines",
          "batch-wait",
          "queue",
          "call-limit",
          "drain-limit",
          "max-message",
          "reflection",
          "certificate",
          "key",
          "models");

  private static final String VARIABLE = "PALIMPSEST_NODE_";
  private static final Pattern FLAG = Pattern.compile("--([a-z-]+)=(.*)");
  private static final Pattern TIME = Pattern.compile("(\\d{1,9})(ms|s|m)");
  private static final Pattern SIZE = Pattern.compile("(\\d{1,4})MB");

  /**
   * Reads them.
   *
   * @throws IllegalArgumentException naming what is wrong or not known
   */
  public static NodeOptions read(Map<String, String> environment, List<String> flags) {
    Map<String, String> values = new LinkedHashMap<>();
    for (String name : NAMES) {
      String variable = VARIABLE + name.toUpperCase(Locale.ROOT).replace('-', '_');
      Optional.ofNullable(environment.get(variable))
          .filter(value -> !value.isBlank())
          .ifPresent(value -> values.put(name, value.strip()));
    }
    for (String flag : flags) {
      Matcher parts = FLAG.matcher(flag);
      if (!parts.matches() || !NAMES.contains(parts.group(1))) {
        throw new IllegalArgumentException(
            flag + " is not known; there are --NAME=VALUE with " + String.join(", ", NAMES));
      }
      values.put(parts.group(1), parts.group(2));
    }
    return new NodeOptions(new Values(values).settings(), models(values, environment));
  }

  private static Path models(Map<String, String> values, Map<String, String> environment) {
    return Optional.ofNullable(values.get("models"))
        .or(() -> Optional.ofNullable(environment.get("PALIMPSEST_MODELS")))
        .map(Path::of)
        .orElseGet(
            () -> Path.of(System.getProperty("user.home"), ".cache", "palimpsest", "models"));
  }

  private record Values(Map<String, String> values) {

    NodeSettings settings() {
      NodeSettings otherwise = NodeSettings.defaults();
      EngineSettings engine = engine(otherwise.engine());
      return new NodeSettings(
          text("host", otherwise.host()),
          number("port", otherwise.port()),
          engine,
          number("queue", 16 * engine.parallelism()),
          time("call-limit", otherwise.callLimit()),
          time("drain-limit", otherwise.drainLimit()),
          size("max-message", otherwise.maxMessage()),
          text("reflection", "false").equals("true"),
          certificate());
    }

    private Optional<NodeCertificate> certificate() {
      if (values.containsKey("certificate") != values.containsKey("key")) {
        throw new IllegalArgumentException("certificate and key go together");
      }
      return values.containsKey("key")
          ? Optional.of(
              new NodeCertificate(Path.of(text("certificate", "")), Path.of(text("key", ""))))
          : Optional.empty();
    }

    private EngineSettings engine(EngineSettings otherwise) {
      Batching batching = otherwise.batching();
      return otherwise
          .withThreads(number("threads", otherwise.threads()))
          .withParallelism(number("parallelism", otherwise.parallelism()))
          .withDevice(
              values.containsKey("device") ? Device.parse(text("device", "")) : otherwise.device())
          .withBatching(
              new Batching(
                  number("batch-lines", batching.maxLines()),
                  time("batch-wait", batching.maxWait())));
    }

    private String text(String name, String otherwise) {
      return values.getOrDefault(name, otherwise);
    }

    private int number(String name, int otherwise) {
      try {
        return Integer.parseInt(text(name, Integer.toString(otherwise)));
      } catch (NumberFormatException e) {
        throw new IllegalArgumentException(name + " must be a number", e);
      }
    }

    private Duration time(String name, Duration otherwise) {
      if (!values.containsKey(name)) {
        return otherwise;
      }
      Matcher parts = TIME.matcher(text(name, ""));
      if (!parts.matches()) {
        throw new IllegalArgumentException(name + " must be a time such as 5ms, 20s or 1m");
      }
      long amount = Long.parseLong(parts.group(1));
      return switch (parts.group(2)) {
        case "ms" -> Duration.ofMillis(amount);
        case "s" -> Duration.ofSeconds(amount);
        default -> Duration.ofMinutes(amount);
      };
    }

    private int size(String name, int otherwise) {
      if (!values.containsKey(name)) {
        return otherwise;
      }
      Matcher parts = SIZE.matcher(text(name, ""));
      if (!parts.matches() || Integer.parseInt(parts.group(1)) > 1024) {
        throw new IllegalArgumentException(name + " must be a size such as 64MB, 1024MB at most");
      }
      return Integer.parseInt(parts.group(1)) << 20;
    }
  }
}
