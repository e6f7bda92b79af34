package io.palimpsest.platform.offboarding;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The steps of leaving, in their order. */
public enum Step {
  /** No call is begun any more, wherever it is signed, within a second. */
  STOP_CALLS(false),
  /** Calls that had begun come to their end. */
  CALLS_IN_FLIGHT(false),
  /** What is owed for the last month is counted. */
  FINAL_STATEMENT(true),
  /** Until a date the tenant may still fetch what is its own, and think better of it. */
  GRACE(false),
  /**
   * Keys are erased; names and numbers are noted as never to be given again. From here on nothing
   * is taken back.
   */
  RETIRE(false),
  /** No admin acts any more. */
  SIGN_INS(false),
  /** Identification data is erased with its keys and its copies in exports. */
  IDENTIFICATION(true),
  /** Debug copies are erased with their keys. */
  DEBUG_COPIES(true),
  /** Nothing is left in the bucket of uploads. */
  UPLOADS(true),
  /** What leads from a reference to an end user is destroyed. */
  PSEUDONYM_KEYS(true),
  /** What was attested is taken back. */
  ATTESTATIONS(false),
  /** Names, addresses and accounts are erased; proofs stay for their period, without a name. */
  ACCOUNT_DATA(false);

  private final boolean regional;

  Step(boolean regional) {
    this.regional = regional;
  }

  /** Whether it is done in every region by itself. */
  public boolean isRegional() {
    return regional;
  }

  /** As it is stored and shown, such as {@code calls-in-flight}. */
  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The step of that key. */
  public static Step of(String key) {
    return Arrays.stream(values())
        .filter(step -> step.key().equals(key))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("there is no step " + key));
  }

  static List<Step> of(Leaver leaver) {
    return switch (leaver) {
      case Leaver.OfTenant _ -> List.of(values());
      case Leaver.OfApplication _ ->
          Arrays.stream(values())
              .filter(step -> step != SIGN_INS && step != PSEUDONYM_KEYS)
              .toList();
      case Leaver.OfAccount _ -> List.of(SIGN_INS, ACCOUNT_DATA);
    };
  }
}
