package io.palimpsest.policy.internal;

import io.palimpsest.policy.InvalidPolicy;
import io.palimpsest.policy.PolicyFault;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * A YAML document with the lines its parts stand on. No tags, aliases or duplicated keys: a policy
 * says each thing once.
 */
final class PolicyYaml {
  private final @Nullable Object value;
  private final @Nullable Node root;

  private PolicyYaml(@Nullable Object value, @Nullable Node root) {
    this.value = value;
    this.root = root;
  }

  /**
   * Reads one document.
   *
   * @throws InvalidPolicy when {@code text} is not one plain YAML document
   */
  static PolicyYaml read(String name, String text) {
    try {
      Yaml yaml = yaml();
      return new PolicyYaml(yaml.load(text), yaml.compose(new java.io.StringReader(text)));
    } catch (YAMLException e) {
      int line =
          e instanceof MarkedYAMLException marked && marked.getProblemMark() != null
              ? marked.getProblemMark().getLine() + 1
              : 1;
      String what =
          e instanceof MarkedYAMLException marked && marked.getProblem() != null
              ? marked.getProblem()
              : String.valueOf(e.getMessage());
      throw new InvalidPolicy(List.of(new PolicyFault(name, line, "", what)));
    }
  }

  /** Maps, lists, strings, numbers and booleans; null for an empty document. */
  @Nullable Object value() {
    return value;
  }

  /**
   * The line, from 1, on which the part begins that a JSON pointer (RFC 6901) names, or what holds
   * it when it is missing.
   */
  int line(String pointer) {
    Node at = root;
    if (at == null) {
      return 1;
    }
    int line = at.getStartMark().getLine();
    for (String part : pointer.substring(pointer.isEmpty() ? 0 : 1).split("/")) {
      Child next = child(at, part.replace("~1", "/").replace("~0", "~"));
      if (next == null) {
        break;
      }
      at = next.node;
      line = next.line;
    }
    return line + 1;
  }

  /**
   * @param line from 0, of its name
   */
  private record Child(Node node, int line) {}

  private static @Nullable Child child(Node node, String name) {
    return switch (node) {
      case MappingNode map ->
          map.getValue().stream()
              .filter(
                  tuple ->
                      tuple.getKeyNode() instanceof ScalarNode key && key.getValue().equals(name))
              .map(
                  tuple ->
                      new Child(tuple.getValueNode(), tuple.getKeyNode().getStartMark().getLine()))
              .findFirst()
              .orElse(null);
      case SequenceNode list when name.matches("\\d{1,6}") ->
          list.getValue().stream()
              .skip(Integer.parseInt(name))
              .findFirst()
              .map(item -> new Child(item, item.getStartMark().getLine()))
              .orElse(null);
      default -> null;
    };
  }

  private static Yaml yaml() {
    LoaderOptions options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    options.setMaxAliasesForCollections(0);
    options.setCodePointLimit(1 << 20);
    DumperOptions dumper = new DumperOptions();
    return new Yaml(
        new SafeConstructor(options),
        new Representer(dumper),
        dumper,
        options,
        new PlainResolver());
  }

  /**
   * Leaves dates and versions the text they are: only flags, whole numbers and null mean more than
   * their letters.
   */
  private static final class PlainResolver extends Resolver {
    @Override
    protected void addImplicitResolvers() {
      addImplicitResolver(Tag.BOOL, Pattern.compile("true|false"), "tf");
      addImplicitResolver(Tag.INT, INT, "-+0123456789");
      addImplicitResolver(Tag.NULL, NULL, "~nN\0");
      addImplicitResolver(Tag.NULL, EMPTY, null);
    }
  }
}
