package io.palimpsest.evidence.report;

import io.palimpsest.evidence.tiles.TileStore;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Remembers each file that is read, so that whoever reads the same again needs no others. */
final class RecordingTiles implements TileStore {
  private final TileStore store;
  private final Map<String, byte[]> read = new TreeMap<>();

  RecordingTiles(TileStore store) {
    this.store = store;
  }

  @Override
  public Optional<byte[]> get(String path, int limit) {
    Optional<byte[]> file = store.get(path, limit);
    file.ifPresent(bytes -> read.put(path, bytes));
    return file;
  }

  @Override
  public void put(String path, byte[] content) {
    throw new UnsupportedOperationException("only to be read");
  }

  /** What was read, by its path. */
  Map<String, byte[]> read() {
    return read;
  }
}
