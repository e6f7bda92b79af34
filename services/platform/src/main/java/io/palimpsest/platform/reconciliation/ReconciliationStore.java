package io.palimpsest.platform.reconciliation;

import io.palimpsest.platform.error.StoreUnavailable;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is remembered of a region's or the control plane's comparisons, by all processes. Every
 * method throws {@link StoreUnavailable} when the database cannot be reached.
 */
public interface ReconciliationStore {

  /**
   * How far a year's log was compared.
   *
   * @param checkpoint the newest one that was verified, as it was signed
   * @param compared leaves before this index were compared and found right
   */
  record LogSeen(byte[] checkpoint, long compared) {}

  /** Empty when the year's log was never compared. */
  Optional<LogSeen> log(int year);

  /** Durable on return. */
  void remember(int year, LogSeen seen);

  /** Calls received before this were compared and found right; empty for none. */
  Optional<Instant> until(String part);

  /** Durable on return. */
  void remember(String part, Instant until);

  /** The last comparison of everything and the last one of what was new, as far as there are. */
  List<Reconciled> last();

  /** Takes the place of the last one that compared as much. Durable on return. */
  void remember(Reconciled reconciled);
}
