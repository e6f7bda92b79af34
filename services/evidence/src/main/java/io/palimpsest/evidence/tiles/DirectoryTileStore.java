package io.palimpsest.evidence.tiles;

import io.palimpsest.evidence.error.EvidenceRefused.Malformed;
import io.palimpsest.evidence.error.EvidenceUnavailable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A log in a folder. A file is written beside its place under a name of its own, synced, and moved
 * there; then the folder is synced. Links are not followed. Thread-safe for readers; one writer.
 */
public final class DirectoryTileStore implements TileStore {
  private static final String UNFINISHED = ".unfinished";

  private final Path root;

  /**
   * @param root need not be there yet
   */
  public DirectoryTileStore(Path root) {
    this.root = root;
  }

  @Override
  public Optional<byte[]> get(String path, int limit) {
    Path file = root.resolve(TileStore.checked(path));
    try {
      if (Files.notExists(file, LinkOption.NOFOLLOW_LINKS)) {
        return Optional.empty();
      }
      if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
        throw new Malformed(path + " is not a regular file");
      }
      try (InputStream in = Files.newInputStream(file)) {
        byte[] content = in.readNBytes(limit);
        if (in.read() >= 0) {
          throw new Malformed(path + " is longer than " + limit + " bytes");
        }
        return Optional.of(content);
      }
    } catch (IOException e) {
      throw new EvidenceUnavailable(path + " cannot be read", e);
    }
  }

  @Override
  public void put(String path, byte[] content) {
    putAll(Map.of(path, content));
  }

  /** Syncs each file and, once all are in place, each folder once. */
  @Override
  public void putAll(Map<String, byte[]> files) {
    Map<Path, Path> moves = new LinkedHashMap<>();
    Set<Path> folders = new LinkedHashSet<>();
    try {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        Path place = root.resolve(TileStore.checked(file.getKey()));
        makeFolders(place.getParent(), folders);
        Path beside = place.resolveSibling(place.getFileName() + UNFINISHED);
        write(beside, file.getValue());
        moves.put(beside, place);
      }
      for (Map.Entry<Path, Path> move : moves.entrySet()) {
        Files.move(move.getKey(), move.getValue(), StandardCopyOption.ATOMIC_MOVE);
        folders.add(move.getValue().getParent());
      }
      for (Path folder : folders) {
        sync(folder);
      }
    } catch (IOException e) {
      throw new EvidenceUnavailable("the log cannot be written to " + root, e);
    }
  }

  /** A new folder is durable only once the one above it was synced. */
  private static void makeFolders(Path folder, Set<Path> toSync) throws IOException {
    if (Files.isDirectory(folder)) {
      return;
    }
    Path above = folder.toAbsolutePath().getParent();
    if (above != null) {
      makeFolders(above, toSync);
      toSync.add(above);
    }
    Files.createDirectory(folder);
  }

  private static void write(Path file, byte[] content) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      ByteBuffer rest = ByteBuffer.wrap(content);
      while (rest.hasRemaining()) {
        channel.write(rest);
      }
      channel.force(true);
    }
  }

  private static void sync(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  @Override
  public String toString() {
    return root.toString();
  }
}
