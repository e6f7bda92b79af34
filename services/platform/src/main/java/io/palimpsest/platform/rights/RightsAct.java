package io.palimpsest.platform.rights;

import io.palimpsest.platform.metering.CallId;
import io.palimpsest.platform.subjects.FieldName;
import io.palimpsest.platform.subjects.Purpose;

/** What is asked for. */
public sealed interface RightsAct {

  /** The name in stores and records, such as {@code withdraw}. */
  default String kind() {
    return switch (this) {
      case Withdraw _ -> "withdraw";
      case Consent _ -> "consent";
      case Access _ -> "access";
      case Correct _ -> "correct";
      case Erase _ -> "erase";
      case Restrict _ -> "restrict";
      case Unrestrict _ -> "unrestrict";
      case ChildData _ -> "child-data";
    };
  }

  /** The right in the policy that it is one of: it says by when it must be done. */
  default String right() {
    return switch (this) {
      case Withdraw _, Consent _ -> "withdraw";
      case Access _ -> "access";
      case Correct _ -> "correct";
      case Erase _, ChildData _ -> "erase";
      case Restrict _, Unrestrict _ -> "restrict";
    };
  }

  /** Data is used for this purpose no more, and kept for it no more. */
  record Withdraw(Purpose purpose) implements RightsAct {}

  /** Consent to this purpose is given again: as many steps as taking it back. */
  record Consent(Purpose purpose) implements RightsAct {}

  /** A copy of what is held. */
  record Access() implements RightsAct {}

  /**
   * Another value in the place of one that was read wrongly.
   *
   * @param item the call that read it
   */
  record Correct(CallId item, FieldName field, String value) implements RightsAct {
    /** Never the value. */
    @Override
    public String toString() {
      return "Correct[" + item + ", " + field + "]";
    }
  }

  /** Everything is erased. */
  record Erase() implements RightsAct {}

  /** Data is kept and not used. */
  record Restrict() implements RightsAct {}

  /** Data may be used again. */
  record Unrestrict() implements RightsAct {}

  /** Data of a child: erased first, asked about afterwards (clause S7). */
  record ChildData() implements RightsAct {}
}
