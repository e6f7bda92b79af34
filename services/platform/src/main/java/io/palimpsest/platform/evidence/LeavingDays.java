package io.palimpsest.platform.evidence;

import io.palimpsest.platform.error.StoreUnavailable;
import io.palimpsest.policy.DataClass;
import io.palimpsest.policy.RetentionPeriod;
import java.time.LocalDate;
import java.util.List;

/**
 * Days' data that is being dropped as a whole, in stores that commit by themselves: what goes is
 * entered before the drop, and told with its leaf after it, so that a crash in between neither
 * leaves the leaf out nor makes two. Every method throws {@link StoreUnavailable} when the region's
 * database cannot be reached.
 */
public interface LeavingDays {

  /**
   * What goes.
   *
   * @param keptUnder the period whose piece of the day it is
   * @param share whose part of the piece: empty for all of it, else the id of the policy whose
   *     tenants' part it is
   * @param period after which it goes: shorter than {@code keptUnder} when a policy was shortened
   * @param due the first day on which it must be gone
   * @param policy as {@link LeafWords} writes it
   * @param items that go
   */
  record Leaving(
      DataClass dataClass,
      RetentionPeriod keptUnder,
      LocalDate day,
      String share,
      RetentionPeriod period,
      LocalDate due,
      String policy,
      long items) {
    public Leaving {
      if (items < 0) {
        throw new IllegalArgumentException("items: " + items);
      }
    }
  }

  /**
   * Enters what is about to go. Durable on return. Where an earlier attempt broke off, that stands,
   * with the greater number of items.
   */
  void enter(Leaving leaving);

  /** What was entered and not told yet. */
  List<Leaving> open(DataClass dataClass);

  /**
   * Tells that it is gone: the leaf waits for its place in the log. Durable on return.
   *
   * @return false when it was told already, and then nothing is entered
   */
  boolean tell(Leaving gone, byte[] leaf);
}
