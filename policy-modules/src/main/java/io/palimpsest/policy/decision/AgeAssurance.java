package io.palimpsest.policy.decision;

/** What a tenant attests of its end users' age in one jurisdiction (clause D6). */
public sealed interface AgeAssurance {

  /** The youngest end user that this speaks for, in completed years. */
  int from();

  /** Whether it speaks for people who may not consent for themselves. */
  default boolean coversMinors() {
    return this instanceof ParentalConsent;
  }

  /** Nobody is younger than this; all consent for themselves. */
  record MinimumAge(int from) implements AgeAssurance {
    public MinimumAge {
      check(from);
    }
  }

  /** Nobody is younger than this; a parent or guardian consented for whoever cannot. */
  record ParentalConsent(int from) implements AgeAssurance {
    public ParentalConsent {
      check(from);
    }
  }

  private static void check(int from) {
    if (from < 0 || from > 120) {
      throw new IllegalArgumentException("an age must be 0 to 120 years: " + from);
    }
  }
}
