package io.palimpsest.platform.evidence;

import io.palimpsest.evidence.LogReader;
import io.palimpsest.evidence.ProofFile;
import io.palimpsest.evidence.error.EvidenceRefused;
import io.palimpsest.evidence.error.EvidenceUnavailable;
import io.palimpsest.evidence.note.SignedCheckpoint;
import io.palimpsest.evidence.note.VerifierKey;
import io.palimpsest.platform.error.StoreUnavailable;
import io.palimpsest.platform.evidence.EvidenceQueue.Place;
import io.palimpsest.platform.evidence.EvidenceQueue.Shown;
import io.palimpsest.platform.metering.CallId;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Shows what a region's log says of one call. Thread-safe. */
public final class CallEvidence {
  private final EvidenceCell cell;
  private final ConcurrentMap<Integer, LogReader> readers = new ConcurrentHashMap<>();

  public CallEvidence(EvidenceCell cell) {
    this.cell = cell;
  }

  /** What can be shown of a call. */
  public sealed interface Evidence {

    /**
     * Its upload's erasure stands in the log.
     *
     * @param key whose log it is
     * @param proof offline proof of the leaf
     */
    record Proven(Shown shown, Salt salt, Place place, VerifierKey key, ProofFile proof)
        implements Evidence {}

    /** Its upload is not seen to be erased yet, or the leaf is not in the log yet. */
    record Coming(Shown shown) implements Evidence {}

    /** It staged nothing here, or its record's period is over. */
    record Nothing() implements Evidence {}
  }

  /**
   * Asks for a call.
   *
   * @throws StoreUnavailable when database or log cannot be reached
   * @throws EvidenceRefused when the log is not what it was: a log is there before any place in it
   *     is given, so one that is missing is lost and not late
   */
  public Evidence of(CallId callId) {
    return cell.queue().find(callId).map(this::of).orElseGet(Evidence.Nothing::new);
  }

  /** The log's reader; kept, for it remembers full tiles. */
  private LogReader reader(int year, VerifierKey key) {
    return readers.computeIfAbsent(year, _ -> new LogReader(cell.tiles().apply(year), key));
  }

  private Evidence of(Shown shown) {
    if (shown.place().isEmpty()) {
      return new Evidence.Coming(shown);
    }
    Place place = shown.place().get();
    VerifierKey key = cell.keys().verifier(place.year()).orElseThrow();
    LogReader reader = reader(place.year(), key);
    try {
      SignedCheckpoint latest = reader.latest();
      if (place.index() >= latest.checkpoint().size()) {
        return new Evidence.Coming(shown);
      }
      return new Evidence.Proven(
          shown, shown.salt().orElseThrow(), place, key, reader.prove(place.index(), latest));
    } catch (EvidenceUnavailable e) {
      throw new StoreUnavailable("evidence " + cell.region(), "prove a leaf", e);
    }
  }
}
