package io.palimpsest.platform.reconciliation;

import io.palimpsest.platform.error.StoreUnavailable;
import java.util.function.Consumer;

/** One question to the stores: what is there that should not be, and what is not that should. */
public interface Comparison {

  /** The name of what is compared, such as {@code records}; at most 40 characters. */
  String part();

  /** The store that is asked, such as {@code MySQL}. */
  String store();

  /**
   * Whether calls that were compared once and found right need no second look until all is compared
   * anew.
   */
  default boolean goesOn() {
    return false;
  }

  /**
   * Gives every difference as it is found, in short transactions and with no more than some
   * thousands of rows in memory.
   *
   * @throws StoreUnavailable when it could not be asked to the end; what was found until then is
   *     true
   */
  void find(Bounds bounds, Consumer<Difference> found);
}
