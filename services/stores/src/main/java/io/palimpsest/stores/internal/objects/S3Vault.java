package io.palimpsest.stores.internal.objects;

import io.palimpsest.platform.backups.BackupVault;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The vault of backups in a bucket of its own. Thread-safe. */
public final class S3Vault implements BackupVault {
  private static final int PAGE = 1000;

  private final S3Objects objects;

  public S3Vault(S3Objects objects) {
    this.objects = objects;
  }

  @Override
  public void put(String name, byte[] content) {
    objects.put(name, content);
  }

  @Override
  public Optional<byte[]> find(String name) {
    return objects.get(name);
  }

  @Override
  public List<String> names(String prefix) {
    List<String> names = new ArrayList<>();
    List<S3Objects.Listed> page;
    String after = "";
    do {
      page = objects.list(prefix, after, PAGE);
      for (S3Objects.Listed each : page) {
        names.add(each.name());
        after = each.name();
      }
    } while (page.size() == PAGE);
    return names;
  }

  @Override
  public void erase(String name) {
    objects.erase(name);
  }
}
