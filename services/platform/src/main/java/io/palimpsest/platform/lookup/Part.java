package io.palimpsest.platform.lookup;

import io.palimpsest.platform.subjects.IdentificationErasure.HeldBy;
import java.time.Instant;
import java.util.List;

/** What became of one class of a call's data when it was to be erased at once. */
public sealed interface Part {

  /** It was there, and every store says that it is gone. */
  record Erased(int items, int photos) implements Part {}

  /** There was nothing. */
  record Nothing() implements Part {}

  /**
   * The call is still under way, and erases it itself.
   *
   * @param latest when the call is over
   */
  record InFlight(Instant latest) implements Part {}

  /** The law keeps it: nobody reads it, and it goes when the last of these ends. */
  record Held(List<HeldBy> holds) implements Part {}

  /** A store did not answer, or has it still: ask again. */
  record Unknown(String store) implements Part {}

  /** Whether nothing of it is left. */
  default boolean gone() {
    return switch (this) {
      case Erased _, Nothing _ -> true;
      case InFlight _, Held _, Unknown _ -> false;
    };
  }
}
