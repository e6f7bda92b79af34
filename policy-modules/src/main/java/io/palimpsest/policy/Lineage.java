package io.palimpsest.policy;

import java.util.List;

/**
 * Where a module's values come from. The more specific module wins: its value replaces that of what
 * it extends, and nothing else does (clauses T1, D1).
 *
 * @param modules the module itself first, then what it extends, from near to far
 * @param overrides every value that was replaced
 * @param values the whole content, leaf by leaf, sorted by place: what a diff compares
 */
public record Lineage(List<PolicyRef> modules, List<Override> overrides, List<Value> values) {
  public Lineage {
    modules = List.copyOf(modules);
    overrides = List.copyOf(overrides);
    values = List.copyOf(values);
  }

  /**
   * A value that gave way to a more specific module's.
   *
   * @param place where it stands, as a JSON pointer (RFC 6901)
   */
  public record Override(String place, PolicyRef winner, Text won, PolicyRef loser, Text lost) {}

  /**
   * One value of the content.
   *
   * @param place where it stands, as a JSON pointer (RFC 6901)
   * @param from the module that says it
   */
  public record Value(String place, Text value, PolicyRef from) {}
}
