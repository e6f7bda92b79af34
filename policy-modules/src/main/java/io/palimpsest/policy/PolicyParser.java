package io.palimpsest.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import io.palimpsest.policy.PolicyModule.Rule;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * Reads one policy module from its YAML form. Every departure from {@code
 * policy-module.schema.json} is reported at once, each with the line it stands on.
 */
final class PolicyParser {
  private static final String SCHEMA = "policy-module.schema.json";

  private final ObjectMapper json = new ObjectMapper();
  private final JsonSchema schema = schema();

  /**
   * Reads one module.
   *
   * @param name the file's name, for messages
   * @throws InvalidPolicy with every fault found
   */
  PolicyModule parse(String name, InputStream yaml) throws IOException {
    PolicyYaml document =
        PolicyYaml.read(name, new String(yaml.readAllBytes(), StandardCharsets.UTF_8));
    JsonNode tree = json.valueToTree(document.value());
    List<String> faults =
        schema.validate(tree).stream()
            .map(fault -> describe(name, document, fault))
            .sorted()
            .distinct()
            .toList();
    if (!faults.isEmpty()) {
      throw new InvalidPolicy(String.join("\n", faults));
    }
    return module(tree);
  }

  private static String describe(String name, PolicyYaml document, ValidationMessage fault) {
    String place = fault.getInstanceLocation().toString();
    // The library repeats the place in front of its message.
    String message = fault.getMessage().replaceFirst("^[^:]*: ", "");
    return "%s:%d: %s: %s"
        .formatted(name, document.line(place), place.isEmpty() ? "/" : place, message);
  }

  private static PolicyModule module(JsonNode tree) {
    Map<DataClass, Rule> classes = new EnumMap<>(DataClass.class);
    for (DataClass each : DataClass.values()) {
      classes.put(each, rule(tree.get("classes").get(key(each))));
    }
    return new PolicyModule(
        text(tree, "id"),
        text(tree, "version"),
        LocalDate.parse(text(tree, "effective")),
        text(tree, "title"),
        classes,
        Staging.valueOf(text(tree, "staging").toUpperCase(Locale.ROOT)));
  }

  private static Rule rule(JsonNode rule) {
    return new Rule(
        text(rule, "content"),
        text(rule, "store"),
        text(rule, "purpose"),
        text(rule, "legal-basis"),
        RetentionPeriod.parse(text(rule, "retention")),
        text(rule, "erasure"));
  }

  private static String text(JsonNode node, String field) {
    return node.get(field).textValue();
  }

  /** {@code OPERATION_LOG} is {@code operation-log} in a file. */
  private static String key(DataClass dataClass) {
    return dataClass.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static JsonSchema schema() {
    // A format is only an annotation in draft 2020-12, unless one asks for it to be checked.
    var settings =
        SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).locale(Locale.ROOT).build();
    try (InputStream in =
        Objects.requireNonNull(PolicyParser.class.getResourceAsStream(SCHEMA), SCHEMA)) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
          .getSchema(text, InputFormat.JSON, settings);
    } catch (IOException e) {
      throw new UncheckedIOException(SCHEMA + " cannot be read", e);
    }
  }
}
