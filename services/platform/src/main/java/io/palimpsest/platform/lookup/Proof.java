package io.palimpsest.platform.lookup;

import io.palimpsest.evidence.error.EvidenceRefused;
import io.palimpsest.platform.evidence.CallEvidence.Evidence;
import io.palimpsest.platform.evidence.EvidenceQueue.Place;
import java.util.Optional;
import java.util.function.Supplier;

/** What the region's evidence log says of the erasure of something of a call. */
public sealed interface Proof {

  /** Its leaf stands in the log, and the proof of it was made from the log and verified. */
  record Verified(Place at) implements Proof {}

  /**
   * The erasure is not seen yet, or its leaf not in a published checkpoint.
   *
   * @param place the leaf's, durable; empty while it has none
   */
  record Coming(Optional<Place> place) implements Proof {}

  /**
   * The log is not what it was.
   *
   * @param why what is wrong with it
   */
  record Refused(String why) implements Proof {}

  /** Where the leaf stands, as soon as that is durable. */
  default Optional<Place> place() {
    return switch (this) {
      case Verified(Place at) -> Optional.of(at);
      case Coming(Optional<Place> place) -> place;
      case Refused _ -> Optional.empty();
    };
  }

  /**
   * Makes the proof and verifies it; empty when there was nothing, or it is forgotten.
   *
   * @param evidence asks for what was erased
   */
  static Optional<Proof> of(Supplier<Evidence> evidence) {
    try {
      return switch (evidence.get()) {
        case Evidence.Proven proven -> {
          proven.proof().verify(proven.key());
          yield Optional.of(new Verified(proven.place()));
        }
        case Evidence.Coming(Optional<Place> place) -> Optional.of(new Coming(place));
        case Evidence.Nothing _ -> Optional.empty();
      };
    } catch (EvidenceRefused e) {
      return Optional.of(new Refused(String.valueOf(e.getMessage())));
    }
  }
}
