package io.palimpsest.platform.backups;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A folder of copies: {@code PLACE/CLASS/PERIOD/DAY.json} names the file of rows beside it. The
 * manifest is written last and in one step, so a day has its old copy or its new one, whatever
 * breaks off; files that no manifest names are erased by the next to write. One process at a time
 * works on a folder.
 */
public final class BackupFolder implements AutoCloseable {
  private static final String MANIFEST = ".json";
  private static final int MANIFEST_BYTES = 64 * 1024;

  private final Path root;
  private final FileChannel lock;

  private BackupFolder(Path root, FileChannel lock) {
    this.root = root;
    this.lock = lock;
  }

  /**
   * Opens a folder, made when it is not there.
   *
   * @throws BackupRefused when another process works on it, or it cannot be written
   */
  public static BackupFolder open(Path root) {
    try {
      Files.createDirectories(root);
      FileChannel channel =
          FileChannel.open(
              root.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (!taken(channel)) {
        channel.close();
        throw new BackupRefused("another process works on " + root);
      }
      return new BackupFolder(root, channel);
    } catch (IOException e) {
      throw new BackupRefused(root + " cannot be used: " + e.getMessage(), e);
    }
  }

  /**
   * Opens a folder that must be there.
   *
   * @throws BackupRefused also when it is not
   */
  public static BackupFolder openThatIsThere(Path root) {
    if (!Files.isDirectory(root)) {
      throw new BackupRefused("there is no folder " + root);
    }
    return open(root);
  }

  /** The manifest of a piece, not checked yet. */
  Optional<Manifest.Sealed> find(BackupClass kind, String place, Piece piece) {
    Path file = folder(kind, place, piece).resolve(piece.day() + MANIFEST);
    try {
      return Optional.of(read(file));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All manifests of a place, or of all places, not checked yet; ascending by path. */
  List<Manifest.Sealed> all(Optional<String> place) {
    Path from = place.map(root::resolve).orElse(root);
    if (!Files.isDirectory(from)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(from, 5)) {
      List<Manifest.Sealed> found = new ArrayList<>();
      for (Path file : files.filter(each -> each.toString().endsWith(MANIFEST)).sorted().toList()) {
        found.add(read(file));
      }
      return found;
    } catch (IOException e) {
      throw new BackupRefused(root + " cannot be read: " + e.getMessage(), e);
    }
  }

  /** What a folder holds, as its manifests say. */
  public List<Manifest> list() {
    return all(Optional.empty()).stream().map(Manifest.Sealed::manifest).toList();
  }

  /** The places that there are copies of, ascending. */
  public List<String> places() {
    return list().stream().map(each -> each.name().place()).distinct().sorted().toList();
  }

  /** Where a copy's rows lie. */
  Path rows(CopyName name) {
    return folder(name.kind(), name.place(), name.piece())
        .resolve(name.piece().day() + "-" + name.id() + ".rows");
  }

  /** Where the copy of a place's evidence log of a year lies: as it is, for anybody's tools. */
  Path log(String place, int year) {
    return root.resolve(place).resolve("evidence-log").resolve(Integer.toString(year));
  }

  /** Makes the folder of a copy. */
  void make(CopyName name) throws IOException {
    Files.createDirectories(folder(name.kind(), name.place(), name.piece()));
  }

  /** Puts a manifest in the place of what was there: from now on the copy is the piece's. */
  void commit(CopyName name, byte[] manifest) throws IOException {
    Path file = manifest(name);
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    try (FileChannel out =
        FileChannel.open(
            fresh,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      out.write(ByteBuffer.wrap(manifest));
      out.force(true);
    }
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    force(file.getParent());
  }

  /** Erases a copy, its manifest first. */
  void erase(CopyName name) {
    try {
      Optional<Manifest.Sealed> there = find(name.kind(), name.place(), name.piece());
      if (there.isPresent() && there.get().manifest().name().equals(name)) {
        Files.deleteIfExists(manifest(name));
      }
      Files.deleteIfExists(rows(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Erases what broken-off work left behind. */
  void sweep(BackupClass kind, String place) {
    Path from = root.resolve(place).resolve(kind.key());
    if (!Files.isDirectory(from)) {
      return;
    }
    Set<Path> named =
        all(Optional.of(place)).stream()
            .map(each -> rows(each.manifest().name()))
            .collect(Collectors.toSet());
    try (Stream<Path> files = Files.walk(from, 3)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (!named.contains(file) && !file.toString().endsWith(MANIFEST)) {
          Files.delete(file);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** On disk, whatever happens to the machine. */
  static void force(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  @Override
  public void close() {
    try {
      lock.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path manifest(CopyName name) {
    return folder(name.kind(), name.place(), name.piece()).resolve(name.piece().day() + MANIFEST);
  }

  private Path folder(BackupClass kind, String place, Piece piece) {
    return root.resolve(place).resolve(kind.key()).resolve(piece.family());
  }

  private Manifest.Sealed read(Path file) throws IOException {
    try (var in = Files.newInputStream(file)) {
      Manifest.Sealed sealed =
          Manifest.read(in.readNBytes(MANIFEST_BYTES), root.relativize(file).toString());
      if (!manifest(sealed.manifest().name()).equals(file)) {
        throw new BackupRefused(root.relativize(file) + " is the manifest of something else");
      }
      return sealed;
    }
  }

  private static boolean taken(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false; // this very process works on it
    }
  }
}
