package io.palimpsest.stores;

import io.palimpsest.platform.backups.BackupVault;
import io.palimpsest.stores.internal.objects.S3Objects;
import io.palimpsest.stores.internal.objects.S3Vault;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** A place's vault, open: the bucket {@code palimpsest-vault-PLACE}. */
public final class OpenVault implements BackupVault, AutoCloseable {
  private final S3Objects objects;
  private final BackupVault vault;

  private OpenVault(S3Objects objects) {
    this.objects = objects;
    this.vault = new S3Vault(objects);
  }

  /**
   * Opens it, whether or not the object store answers.
   *
   * @param place a region's name, or the control plane's
   */
  public static OpenVault open(String place, ObjectStoreSettings settings) {
    return new OpenVault(
        S3Objects.attach(
            "vault " + place, "palimpsest-vault-" + place, OptionalInt.empty(), settings));
  }

  @Override
  public void put(String name, byte[] content) {
    vault.put(name, content);
  }

  @Override
  public Optional<byte[]> find(String name) {
    return vault.find(name);
  }

  @Override
  public List<String> names(String prefix) {
    return vault.names(prefix);
  }

  @Override
  public void erase(String name) {
    vault.erase(name);
  }

  @Override
  public void close() {
    objects.close();
  }
}
