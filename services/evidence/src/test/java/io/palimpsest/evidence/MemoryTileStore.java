package io.palimpsest.evidence;

import io.palimpsest.evidence.error.EvidenceRefused.Malformed;
import io.palimpsest.evidence.error.EvidenceUnavailable;
import io.palimpsest.evidence.tiles.TileStore;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A log in memory, whose writes can be told to fail. */
public final class MemoryTileStore implements TileStore {
  private final TreeMap<String, byte[]> files = new TreeMap<>();
  private int writesLeft = Integer.MAX_VALUE;

  /** After so many writes, the next throws and writes nothing; as do all after it. */
  void failAfter(int writes) {
    writesLeft = writes;
  }

  void recover() {
    writesLeft = Integer.MAX_VALUE;
  }

  public Map<String, byte[]> files() {
    return files;
  }

  MemoryTileStore copy() {
    MemoryTileStore copy = new MemoryTileStore();
    files.forEach((path, bytes) -> copy.files.put(path, bytes.clone()));
    return copy;
  }

  @Override
  public Optional<byte[]> get(String path, int limit) {
    byte[] file = files.get(TileStore.checked(path));
    if (file != null && file.length > limit) {
      throw new Malformed(path + " is longer than " + limit + " bytes");
    }
    return Optional.ofNullable(file).map(byte[]::clone);
  }

  @Override
  public void put(String path, byte[] content) {
    if (writesLeft-- <= 0) {
      throw new EvidenceUnavailable("planted", new java.io.IOException("planted"));
    }
    files.put(TileStore.checked(path), content.clone());
  }

  @Override
  public void replace(String path, Optional<byte[]> before, byte[] after) {
    if (!Arrays.equals(files.get(path), before.orElse(null))) {
      throw new EvidenceUnavailable("another was faster", new java.io.IOException("planted"));
    }
    put(path, after);
  }
}
