package io.palimpsest.stores;

import io.palimpsest.platform.backups.BackupStore;
import io.palimpsest.platform.backups.BackupVault;
import io.palimpsest.stores.internal.objects.S3Objects;
import io.palimpsest.stores.internal.objects.S3Vault;
import java.util.List;
import java.util.OptionalInt;

/**
 * What can be copied of one place, and the vault that lies beside its databases: the bucket {@code
 * palimpsest-vault-PLACE}.
 *
 * @param stores one for each class
 */
public record RegionBackups(List<BackupStore> stores, BackupVault vault, S3Objects objects)
    implements AutoCloseable {

  /**
   * Opens a vault; the object store may still be away.
   *
   * @param place a region's name, or the control plane's
   */
  static RegionBackups open(String place, ObjectStoreSettings settings, List<BackupStore> stores) {
    S3Objects objects =
        S3Objects.attach(
            "vault " + place, "palimpsest-vault-" + place, OptionalInt.empty(), settings);
    return new RegionBackups(List.copyOf(stores), new S3Vault(objects), objects);
  }

  /** The vault alone, whether or not the object store answers. */
  public static RegionBackups vault(String place, ObjectStoreSettings settings) {
    return open(place, settings, List.of());
  }

  @Override
  public void close() {
    objects.close();
  }
}
