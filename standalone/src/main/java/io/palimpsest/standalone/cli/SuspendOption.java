package io.palimpsest.standalone.cli;

import picocli.CommandLine.Option;

/** {@code --by} and {@code --reason}: who has a tenant's calls refused, and why. */
final class SuspendOption {
  @Option(
      names = "--by",
      required = true,
      paramLabel = "WHO",
      description = "The operator whose decision this is; callers are not told it.")
  private String by = "";

  @Option(
      names = "--reason",
      required = true,
      paramLabel = "WHY",
      description = "In words that the tenant may read: its calls are refused with it.")
  private String reason = "";

  String by() {
    return by;
  }

  String reason() {
    return reason;
  }
}
