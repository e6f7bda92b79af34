package io.palimpsest.standalone.cli;

import io.palimpsest.policy.decision.Attester;
import picocli.CommandLine.Option;

/** {@code --by} and {@code --as}: whose word it is. */
final class ByOption {
  @Option(
      names = "--by",
      required = true,
      paramLabel = "WHO",
      description = "The tenant's admin whose word this is.")
  private String by = "";

  @Option(
      names = "--as",
      required = true,
      paramLabel = "CAPACITY",
      description = "In what capacity, such as 'data protection officer'.")
  private String capacity = "";

  Attester attester() {
    return new Attester(by, capacity);
  }
}
