package io.palimpsest.evidence.tiles;

import io.palimpsest.evidence.error.EvidenceRefused.Malformed;
import io.palimpsest.evidence.error.EvidenceUnavailable;
import java.util.Arrays;
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

  /** Bytes of a file at most that can be replaced; far more than a checkpoint has. */
  int MAX_REPLACED = 1 << 20;

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
   * Writes a file as {@link #put} does, if it is still what the caller last read. A place that
   * cannot do so in one step looks, and then writes.
   *
   * @param before its bytes; empty when there must be no such file
   * @throws EvidenceUnavailable also when it is another by now, and then nothing is written
   */
  default void replace(String path, Optional<byte[]> before, byte[] after) {
    byte[] now = get(path, MAX_REPLACED).orElse(null);
    if (!Arrays.equals(now, before.orElse(null))) {
      throw new EvidenceUnavailable(
          "another writer went on", new IllegalStateException("its " + path + " stands"));
    }
    put(path, after);
  }

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
