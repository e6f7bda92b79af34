package io.palimpsest.evidence;

import io.palimpsest.evidence.tiles.TilePath;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Full hash tiles, which never change: the least used goes first, 4 MiB at most. Thread-safe. */
final class TileCache {
  private static final int TILES = 512;

  private final Map<TilePath, byte[]> tiles =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<TilePath, byte[]> eldest) {
          return size() > TILES;
        }
      };

  synchronized Optional<byte[]> get(TilePath tile) {
    return Optional.ofNullable(tiles.get(tile));
  }

  synchronized void put(TilePath tile, byte[] hashes) {
    if (tile.isFull()) {
      tiles.put(tile, hashes);
    }
  }

  synchronized void clear() {
    tiles.clear();
  }
}
