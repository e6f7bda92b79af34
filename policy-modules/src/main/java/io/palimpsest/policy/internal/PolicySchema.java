package io.palimpsest.policy.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import io.palimpsest.policy.PolicyFault;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * {@code policy-module.schema.json}, JSON Schema 2020-12. A file is held against it twice: by
 * itself, when only what it says can be wrong, and with what it inherits, when nothing may be
 * missing.
 */
final class PolicySchema {
  private static final Set<String> OF_EVERY_FILE = Set.of("id", "version", "effective");

  private final JsonSchema schema;

  PolicySchema() {
    // A format is only an annotation in draft 2020-12, unless one asks for it to be checked.
    var settings =
        SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).locale(Locale.ROOT).build();
    this.schema =
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
            .getSchema(
                Source.resource("modules/policy-module.schema.json").text(),
                InputFormat.JSON,
                settings);
  }

  /** What is wrong with a file by itself. */
  List<PolicyFault> faultsOfPart(JsonNode tree, BiFunction<String, String, PolicyFault> at) {
    return schema.validate(tree).stream()
        .filter(fault -> !isMissing(fault) || mayNotBeInherited(fault))
        .map(fault -> fault(fault, at))
        .toList();
  }

  /** What a module still lacks once it has inherited. */
  List<PolicyFault> faultsOfWhole(JsonNode tree, BiFunction<String, String, PolicyFault> at) {
    return schema.validate(tree).stream()
        .filter(PolicySchema::isMissing)
        .map(fault -> fault(fault, at))
        .toList();
  }

  private static boolean isMissing(ValidationMessage fault) {
    return fault.getType().equals("required");
  }

  /**
   * Each file says which version it is; and a text in one language may not go with an older other.
   */
  private static boolean mayNotBeInherited(ValidationMessage fault) {
    boolean ofFile =
        fault.getInstanceLocation().toString().isEmpty()
            && OF_EVERY_FILE.contains(String.valueOf(fault.getProperty()));
    return ofFile || fault.getSchemaLocation().toString().contains("/$defs/text/");
  }

  private static PolicyFault fault(
      ValidationMessage fault, BiFunction<String, String, PolicyFault> at) {
    // The library repeats the place in front of its message.
    String message = fault.getMessage().replaceFirst("^[^:]*: ", "");
    String place = fault.getInstanceLocation().toString();
    // A key that nobody knows stands on a line of its own.
    boolean unknown = fault.getType().equals("additionalProperties");
    return at.apply(unknown ? place + "/" + fault.getProperty() : place, message);
  }
}
