package io.palimpsest.retention;

import io.palimpsest.platform.call.Cell;
import io.palimpsest.platform.erasure.ErasureOutbox;
import io.palimpsest.platform.erasure.UploadKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Settles what calls that are over left in doubt: records whose answer was not seen to leave are
 * not billed, and erasures that nobody saw are looked at and made up for.
 *
 * <p>Counts {@code undelivered} records, erasures {@code shown}, objects {@code erased_again}, and
 * {@code failed}, those that are there even so.
 */
final class InDoubt {
  private static final Logger LOG = LoggerFactory.getLogger(InDoubt.class);
  private static final int AT_ONCE = 1_000;

  private final Cell cell;
  private final HeldUploads held;
  private final Duration over;
  private final Clock clock;

  InDoubt(Cell cell, HeldUploads held, Duration over, Clock clock) {
    this.cell = cell;
    this.held = held;
    this.over = over;
    this.clock = clock;
  }

  /**
   * Settles once.
   *
   * @throws io.palimpsest.platform.error.StoreUnavailable when a store does not answer; what was
   *     done until then stands
   */
  void settle(Tally tally) {
    Instant bound = clock.instant().minus(over);
    // First of all: it needs the database only, and must not wait for a bucket that is away.
    tally.add("undelivered", cell.ledger().revokeUndelivered(bound));
    Predicate<UploadKey> isHeld = held.ask();
    for (ErasureOutbox.Entry entry : cell.outbox().open(bound, AT_ONCE)) {
      settle(entry, isHeld.test(entry.upload()), tally);
    }
  }

  private void settle(ErasureOutbox.Entry entry, boolean held, Tally tally) {
    if (cell.uploads().exists(entry.upload())) {
      if (held) {
        return; // stays open until the hold ends; what is gone is shown, whatever is held
      }
      cell.uploads().erase(entry.upload());
      if (cell.uploads().exists(entry.upload())) {
        LOG.warn(
            "{}: {} is still there after its erasure, tried again", cell.region(), entry.upload());
        tally.add("failed", 1);
        return;
      }
      tally.add("erased_again", 1);
    }
    cell.outbox().seenGone(entry.upload().callId(), clock.instant());
    tally.add("shown", 1);
  }
}
