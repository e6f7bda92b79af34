package io.palimpsest.standalone.cli;

import io.palimpsest.policy.decision.Attester;
import picocli.CommandLine.Option;

/** {@code --by}, {@code --as} and {@code --reason}: who looks at end users' data, and why. */
final class OperatorOption {
  @Option(
      names = "--by",
      required = true,
      paramLabel = "WHO",
      description = "Who does it; stands in the log.")
  private String by = "";

  @Option(
      names = "--as",
      required = true,
      paramLabel = "CAPACITY",
      description = "In what capacity, such as 'head of models'.")
  private String capacity = "";

  @Option(
      names = "--reason",
      required = true,
      paramLabel = "WHY",
      description = "Why; stands in the log.")
  private String reason = "";

  Attester by() {
    return new Attester(by, capacity);
  }

  String reason() {
    return reason;
  }
}
