package io.palimpsest.platform.backups;

import io.palimpsest.platform.error.StoreUnavailable;
import java.util.List;
import java.util.Optional;

/**
 * A place for small sealed things beside the databases, which outlive them: the keys of copies, and
 * what must not come back with one. So a copy opens only where it is also known what was erased
 * since. No copies may be kept of it. Names are words with slashes between them. Every method
 * throws {@link StoreUnavailable} when it cannot be reached.
 */
public interface BackupVault {

  /** Writes or replaces. Durable on return. */
  void put(String name, byte[] content);

  Optional<byte[]> find(String name);

  /** All names that begin so, ascending. */
  List<String> names(String prefix);

  /** Erases; no error when it is not there. */
  void erase(String name);
}
