package io.palimpsest.evidence.tiles;

import io.palimpsest.evidence.error.EvidenceRefused.Malformed;
import io.palimpsest.evidence.error.EvidenceUnavailable;
import java.util.Map;
import java.util.Optional;

/**
 * Where the files of one log rest: a folder, a bucket, a server. Paths are {@link #CHECKPOINT} and
 * those of {@link TilePath}; an implementation takes no others, so none can climb out. Every method
 * throws {@link EvidenceUnavailable} when the place cannot be reached.
 */
public interface TileStore {
  /** Where the newest checkpoint rests. */
  String CHECKPOINT = "checkpoint";

  /**
   * A file's bytes; empty when it is not there.
   *
   * @param limit bytes at most
   * @throws Malformed when the file is longer than {@code limit}, of which no more may be read
   */
  Optional<byte[]> get(String path, int limit);

  /**
   * Writes a file, whole or not at all, in place of one that is there. Durable on return, and from
   * then on seen by every reader.
   */
  void put(String path, byte[] content);

  /**
   * Writes files as {@link #put} does, in any order; when this throws, any of them may have been
   * written. An implementation that can do many at once does better here.
   */
  default void putAll(Map<String, byte[]> files) {
    files.forEach(this::put);
  }

  /**
   * @throws Malformed when it is neither {@link #CHECKPOINT} nor the path of a tile
   */
  static String checked(String path) {
    return path.equals(CHECKPOINT) ? path : TilePath.parse(path).path();
  }
}
