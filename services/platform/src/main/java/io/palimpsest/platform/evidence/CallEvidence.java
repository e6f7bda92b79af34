package io.palimpsest.platform.evidence;

import io.palimpsest.evidence.LogReader;
import io.palimpsest.evidence.ProofFile;
import io.palimpsest.evidence.error.EvidenceRefused;
import io.palimpsest.evidence.error.EvidenceUnavailable;
import io.palimpsest.evidence.leaf.Opening;
import io.palimpsest.evidence.note.SignedCheckpoint;
import io.palimpsest.evidence.note.VerifierKey;
import io.palimpsest.platform.error.StoreUnavailable;
import io.palimpsest.platform.evidence.EvidenceQueue.Place;
import io.palimpsest.platform.evidence.EvidenceQueue.Shown;
import io.palimpsest.platform.metering.CallId;
import io.palimpsest.policy.DataClass;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;

/** Shows what a region's log says of one call. Thread-safe. */
public final class CallEvidence {
  private final EvidenceCell cell;
  private final ConcurrentMap<Integer, LogReader> readers = new ConcurrentHashMap<>();

  public CallEvidence(EvidenceCell cell) {
    this.cell = cell;
  }

  /** What can be shown of something of a call that was erased. */
  public sealed interface Evidence {

    /**
     * Its leaf stands in the log.
     *
     * @param opening shows what the leaf is about
     * @param key whose log it is
     * @param proof offline proof of the leaf
     */
    record Proven(Opening opening, Place place, VerifierKey key, ProofFile proof)
        implements Evidence {}

    /**
     * It is not seen to be erased yet, or the leaf is not in the log yet.
     *
     * @param place the leaf's; empty while it has none
     */
    record Coming(Optional<Place> place) implements Evidence {}

    /** There was nothing of it here, or its record's period is over. */
    record Nothing() implements Evidence {}
  }

  /**
   * Asks for the erasure of a call's upload.
   *
   * @throws StoreUnavailable when database or log cannot be reached
   * @throws EvidenceRefused when the log is not what it was: a log is there before any place in it
   *     is given, so one that is missing is lost and not late
   */
  public Evidence of(CallId callId) {
    return cell.queue().find(callId).map(this::of).orElseGet(Evidence.Nothing::new);
  }

  /** The same for the erasure of what of that class was kept of it by itself. */
  public Evidence ofItem(CallId callId, DataClass dataClass) {
    return cell.queue()
        .findItem(callId, dataClass)
        .filter(shown -> shown.item().salt().isPresent())
        .map(
            shown ->
                at(shown.place(), () -> shown.item().opening(shown.item().salt().orElseThrow())))
        .orElseGet(Evidence.Nothing::new);
  }

  private Evidence of(Shown shown) {
    return at(
        shown.place(),
        () -> UploadCommitment.opening(shown.entry().upload(), shown.salt().orElseThrow()));
  }

  /** The log's reader; kept, for it remembers full tiles. */
  private LogReader reader(int year, VerifierKey key) {
    return readers.computeIfAbsent(year, _ -> new LogReader(cell.tiles().apply(year), key));
  }

  private Evidence at(Optional<Place> known, Supplier<Opening> opening) {
    if (known.isEmpty()) {
      return new Evidence.Coming(known);
    }
    Place place = known.get();
    VerifierKey key = cell.keys().verifier(place.year()).orElseThrow();
    LogReader reader = reader(place.year(), key);
    try {
      SignedCheckpoint latest = reader.latest();
      return place.index() >= latest.checkpoint().size()
          ? new Evidence.Coming(known)
          : new Evidence.Proven(opening.get(), place, key, reader.prove(place.index(), latest));
    } catch (EvidenceUnavailable e) {
      throw new StoreUnavailable("evidence " + cell.region(), "prove a leaf", e);
    }
  }
}
