package io.palimpsest.retention;

import io.palimpsest.evidence.note.VerifierKey;
import io.palimpsest.platform.erasure.UploadKey;
import io.palimpsest.platform.evidence.EvidenceCell;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.function.Function;

/** The chore that keeps a region's evidence log. */
public final class EvidenceLogs {
  /** Begins the origins of logs where nothing else is set; it can be nobody's address. */
  public static final String DEFAULT_HOST = "palimpsest.invalid";

  /** A leaf is in the log within a second of the erasure. */
  private static final Duration EVERY = Duration.ofMillis(500);

  private EvidenceLogs() {}

  /**
   * Brings what is to be told into the region's log of the year.
   *
   * @param host begins the origin of every log, such as {@code evidence.example}; the region and
   *     the year follow
   * @param policy module and version by which an upload was erased, in a leaf's words
   */
  public static Chore telling(
      EvidenceCell cell, String host, Function<UploadKey, String> policy, Clock clock) {
    Sequencer sequencer = new Sequencer(cell, origin(cell, host), policy, clock);
    return new Chore("evidence", EVERY, sequencer::run);
  }

  /** The key that signs the region's log of this year; made when there is none. */
  public static VerifierKey key(EvidenceCell cell, String host, Clock clock) {
    int year = LocalDate.ofInstant(clock.instant(), cell.zone()).getYear();
    return cell.keys().signing(year, origin(cell, host) + "/" + year).verifier();
  }

  private static String origin(EvidenceCell cell, String host) {
    return host + "/" + cell.region();
  }
}
