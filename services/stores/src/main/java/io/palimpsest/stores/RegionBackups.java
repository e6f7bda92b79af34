package io.palimpsest.stores;

import io.palimpsest.platform.backups.BackupStore;
import io.palimpsest.platform.backups.EvidencePlaces;
import io.palimpsest.platform.backups.RestoreMark;
import java.util.List;

/**
 * What of one region can be copied, and what is needed for it beside.
 *
 * @param stores one for each class
 * @param places that of the evidence logs among them
 * @param mark whether a restore is under way
 * @param vault beside the databases
 */
public record RegionBackups(
    List<BackupStore> stores, EvidencePlaces places, RestoreMark mark, OpenVault vault)
    implements AutoCloseable {
  public RegionBackups {
    stores = List.copyOf(stores);
  }

  @Override
  public void close() {
    vault.close();
  }
}
