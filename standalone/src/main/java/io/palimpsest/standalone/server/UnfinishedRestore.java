package io.palimpsest.standalone.server;

import io.palimpsest.retention.RetainedControl;
import io.palimpsest.standalone.UserError;
import io.palimpsest.stores.RegionStores;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/**
 * Keeps a server from starting while a restore has not ended: what was erased may be there again.
 */
final class UnfinishedRestore {
  private UnfinishedRestore() {}

  /**
   * @throws UserError where one has not
   */
  static void demandNone(Stores stores, Clock clock) {
    List<String> places = new ArrayList<>();
    if (!stores.controlBackups(clock).mark().begun().isEmpty()) {
      places.add(RetainedControl.PLACE);
    }
    for (RegionStores each : stores.regions()) {
      if (!each.backups().mark().begun().isEmpty()) {
        places.add(each.cell().region().name());
      }
    }
    if (!places.isEmpty()) {
      throw new UserError(
          "a restore of "
              + String.join(", ", places)
              + " has not ended, and what was erased may be there again: nothing is served before"
              + " the same 'palimpsest restore DIR' has ended");
    }
  }
}
