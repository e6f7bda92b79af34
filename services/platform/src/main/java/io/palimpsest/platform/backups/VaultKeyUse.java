package io.palimpsest.platform.backups;

import io.palimpsest.platform.keys.RootKey;
import io.palimpsest.platform.keys.RootKeyUse;
import java.util.Optional;

/** What a place's vault holds, all of it under the root key. */
public final class VaultKeyUse implements RootKeyUse {
  private final String place;
  private final BackupVault vault;
  private final RootKey root;

  public VaultKeyUse(String place, BackupVault vault, RootKey root) {
    this.place = place;
    this.vault = vault;
    this.root = root;
  }

  @Override
  public String name() {
    return "backups " + place;
  }

  @Override
  public Count count() {
    int newest = 0;
    int older = 0;
    for (String name : vault.names("")) {
      Optional<byte[]> wrapped = wrapped(name);
      if (wrapped.isPresent()) {
        newest += root.isNewest(wrapped.get()) ? 1 : 0;
        older += root.isNewest(wrapped.get()) ? 0 : 1;
      }
    }
    return new Count(newest, older);
  }

  @Override
  public int sealAnew() {
    int sealed = 0;
    for (String name : vault.names("")) {
      Optional<byte[]> old = wrapped(name).filter(key -> !root.isNewest(key));
      if (old.isPresent()) {
        String context = CopyName.ofKey(place, name).map(CopyName::text).orElse(name);
        vault.put(name, root.seal(root.unseal(old.get(), context), context));
        sealed++;
      }
    }
    return sealed;
  }

  /** Empty also for a key that was destroyed and whose name still stands. */
  private Optional<byte[]> wrapped(String name) {
    return vault.find(name).filter(key -> key.length > 0);
  }
}
