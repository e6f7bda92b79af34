package io.palimpsest.standalone.cli;

import io.palimpsest.policy.decision.Attester;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** {@code --by}, {@code --reason} and {@code --after}: who lets somebody leave, why and when. */
final class LeaveOption {
  @Option(
      names = "--by",
      required = true,
      paramLabel = "WHO",
      description = "Whose wish this is; forgotten with the rest.")
  private String by = "";

  @Option(
      names = "--reason",
      required = true,
      paramLabel = "WHY",
      description = "Why; forgotten with the rest.")
  private String reason = "";

  @Option(
      names = "--after",
      paramLabel = "DATE",
      description =
          "The day of UTC with which erasing begins; today for at once. The last one that the"
              + " policy's right to erasure lets by default.")
  private @Nullable LocalDate after;

  Attester by() {
    return new Attester(by, "operator");
  }

  String reason() {
    return reason;
  }

  Optional<LocalDate> after() {
    return Optional.ofNullable(after);
  }
}
