package io.palimpsest.policy.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.palimpsest.policy.InvalidPolicy;
import io.palimpsest.policy.PolicyFault;
import io.palimpsest.policy.PolicyRef;
import io.palimpsest.policy.PolicyVersion;
import java.util.List;
import java.util.Optional;

/**
 * One file of one module, by itself: what it says is well-formed, what it lacks may be inherited.
 */
final class ModuleFile {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final String name;
  private final PolicyYaml yaml;
  private final JsonNode tree;

  private ModuleFile(String name, PolicyYaml yaml, JsonNode tree) {
    this.name = name;
    this.yaml = yaml;
    this.tree = tree;
  }

  /**
   * Reads one file.
   *
   * @throws InvalidPolicy with every departure from the schema
   */
  static ModuleFile read(Source source, PolicySchema schema) {
    PolicyYaml yaml = PolicyYaml.read(source.name(), source.text());
    ModuleFile file = new ModuleFile(source.name(), yaml, JSON.valueToTree(yaml.value()));
    List<PolicyFault> faults = schema.faultsOfPart(file.tree, file::fault);
    if (!faults.isEmpty()) {
      throw new InvalidPolicy(faults);
    }
    return file;
  }

  PolicyRef ref() {
    return new PolicyRef(
        tree.get("id").textValue(), PolicyVersion.parse(tree.get("version").textValue()));
  }

  /** The one version of another module that it extends. */
  Optional<PolicyRef> parent() {
    return Optional.ofNullable(tree.get("extends")).map(JsonNode::textValue).map(PolicyRef::parse);
  }

  boolean isAbstract() {
    return tree.path("abstract").asBoolean(false);
  }

  JsonNode tree() {
    return tree;
  }

  /** A fault at the place that a JSON pointer names, or at what would hold it. */
  PolicyFault fault(String place, String what) {
    return new PolicyFault(name, yaml.line(place), place, what);
  }
}
