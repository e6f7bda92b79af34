package io.palimpsest.platform.exports;

import io.palimpsest.policy.decision.Attester;
import java.time.Instant;

/**
 * One line of the log of exports.
 *
 * @param number in the order of the region's log; 0 before it is written
 * @param by who did it, or on whose behalf the platform did
 * @param items how many items it is about
 */
public record ExportEvent(
    long number, ExportId export, Kind kind, Instant at, Attester by, String reason, int items) {

  /** What happened to an export. */
  public enum Kind {
    /** It was asked for. */
    REQUESTED,
    /** It is complete. */
    FINISHED,
    /** Somebody reads it; {@code items} is what was in it then. */
    READ,
    /** Items were taken out: withdrawn, restricted, erased, corrected or expired. */
    TAKEN_OUT,
    /** It was erased with all that was in it. */
    ERASED
  }

  /** An event that is not written yet. */
  public ExportEvent(
      ExportId export, Kind kind, Instant at, Attester by, String reason, int items) {
    this(0, export, kind, at, by, reason, items);
  }
}
