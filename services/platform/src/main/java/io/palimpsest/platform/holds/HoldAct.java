package io.palimpsest.platform.holds;

import java.time.Instant;

/** One line of the history of holds. Lines are added, never changed. */
public sealed interface HoldAct {

  /** The hold's id. */
  String hold();

  Instant at();

  /** The kind of leaf that tells of it in the evidence log. */
  default String leaf() {
    return switch (this) {
      case Placed _ -> "held";
      case Released _, Lapsed _ -> "released";
    };
  }

  /** A hold came into force. */
  record Placed(Hold placed) implements HoldAct {
    @Override
    public String hold() {
      return placed.id();
    }

    @Override
    public Instant at() {
      return placed.placedAt();
    }
  }

  /** A person ended it. */
  record Released(String hold, String by, String reason, Instant at) implements HoldAct {}

  /** Its time was up. */
  record Lapsed(String hold, Instant at) implements HoldAct {}
}
