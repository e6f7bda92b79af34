package io.palimpsest.verify;

import io.palimpsest.evidence.error.EvidenceRefused;
import io.palimpsest.evidence.error.EvidenceUnavailable;
import java.util.List;
import java.util.function.Consumer;

/** Checks what it is given, each piece by the first {@link Check} that takes it. Thread-safe. */
public final class Verifier {
  /** Everything that was given is as it must be. */
  public static final int VERIFIED = 0;

  /** Something is not as it must be. */
  public static final int REFUSED = 1;

  /** The question was not understood, or something could not be read: nothing is said. */
  public static final int UNDECIDED = 2;

  private final List<Check> checks;

  public Verifier(List<Check> checks) {
    this.checks = List.copyOf(checks);
  }

  /** With every check that this module has. */
  public static Verifier standard() {
    return new Verifier(
        List.of(
            new ProofCheck(),
            new ReportCheck(),
            new ReportPackageCheck(),
            new DocumentCheck(),
            new CheckpointCheck(),
            new LogCheck()));
  }

  /**
   * Runs a command line.
   *
   * @param print takes the lines of the answer
   * @return {@link #VERIFIED}, {@link #REFUSED} or {@link #UNDECIDED}
   */
  public int run(List<String> args, Consumer<String> print) {
    Request request;
    try {
      request = Request.parse(args);
    } catch (UsageError e) {
      print.accept(e.getMessage());
      return e.code();
    } catch (EvidenceRefused | EvidenceUnavailable e) {
      print.accept("palimpsest verify: " + e.getMessage());
      return UNDECIDED;
    }
    Findings findings = new Findings(print);
    Trust trust = new Rotations(findings).follow(request.given(), request.trust());
    for (Given given : request.given()) {
      findings.begin(given.name());
      check(given, trust, findings);
    }
    return findings.conclude();
  }

  private void check(Given given, Trust trust, Findings findings) {
    try {
      for (Check check : checks) {
        if (check.takes(given)) {
          check.check(given, trust, findings);
          return;
        }
      }
      findings.failed(
          "this is no proof, report, statement, checkpoint or log that this verifier knows");
    } catch (EvidenceRefused e) {
      findings.failed(e);
    } catch (EvidenceUnavailable e) {
      findings.unknown(e.getMessage());
    }
  }
}
