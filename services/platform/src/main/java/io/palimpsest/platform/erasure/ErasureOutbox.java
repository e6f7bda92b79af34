package io.palimpsest.platform.erasure;

import io.palimpsest.platform.error.StoreUnavailable;
import io.palimpsest.platform.metering.CallId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The erasures of a region that must be shown: entered with the call's settlement, completed when
 * the object was seen to be gone, and kept for the evidence log to take. Every method throws {@link
 * StoreUnavailable} when the database cannot be reached.
 */
public interface ErasureOutbox {

  /** Why something was erased. */
  enum Cause {
    /** The call was over. */
    COMPLETED,
    /** The call never settled; a sweep found the object. */
    SWEPT
  }

  /**
   * One duty.
   *
   * @param seenGone when the store said that the object is not there; {@link Instant#MAX} while it
   *     has not
   */
  record Entry(UploadKey upload, Cause cause, Instant seenGone) {
    public boolean open() {
      return seenGone.equals(Instant.MAX);
    }
  }

  /**
   * Notes that the object was seen to be gone. Durable within a second, not on return. A repeat
   * changes nothing.
   */
  void seenGone(CallId callId, Instant when);

  /**
   * Enters the duty to show an erasure that no settlement announced; {@link #seenGone} completes
   * it. Durable on return, so that an object can be erased after its duty is known and never
   * without it. Changes nothing when the call's entry is there already. It is kept for the shortest
   * period there is: whose policy the call was under is not known here.
   */
  void swept(UploadKey upload);

  /** Enters up to a thousand of them; when this throws, any of them may have been entered. */
  default void swept(Collection<UploadKey> uploads) {
    uploads.forEach(this::swept);
  }

  /** Duties of calls received before {@code receivedBefore} that are still open, oldest first. */
  List<Entry> open(Instant receivedBefore, int limit);

  /** Completed entries, oldest first: what the evidence log will take. */
  List<Entry> completed(int limit);

  /** A call's entry; empty when it staged nothing, or its record's period is over. */
  Optional<Entry> find(CallId callId);
}
