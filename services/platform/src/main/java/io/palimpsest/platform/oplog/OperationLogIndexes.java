package io.palimpsest.platform.oplog;

import io.palimpsest.platform.holds.HeldScope;
import io.palimpsest.policy.RetentionPeriod;
import java.time.LocalDate;
import java.util.Collection;

/**
 * The day indexes of a region's operation log: one family for each period. An index comes to be
 * with its first entry.
 */
public interface OperationLogIndexes extends OperationLogDays {

  /**
   * Copies what legal holds keep of a day to a place that {@link #drop} leaves alone. Durable on
   * return; a repeat changes nothing.
   *
   * @return how many entries
   */
  long keep(RetentionPeriod period, LocalDate day, Collection<HeldScope> held);

  /** How many of those copies none of these holds keeps. */
  long released(Collection<HeldScope> held);

  /**
   * Erases those copies that none of these holds keeps.
   *
   * @return how many entries
   */
  long eraseReleased(Collection<HeldScope> held);
}
