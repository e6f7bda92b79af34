package io.palimpsest.platform.holds;

import io.palimpsest.platform.error.StoreUnavailable;
import java.util.List;

/**
 * The history of holds, in the control database. Every method throws {@link StoreUnavailable} when
 * that cannot be reached.
 */
public interface HoldStore {

  /**
   * Adds a line; durable on return.
   *
   * @return false when the hold was placed already, or is not in force any more
   */
  boolean append(HoldAct act);

  /** All lines, in the order in which they were added: what the evidence log will take. */
  List<HoldAct> acts();
}
