package io.palimpsest.verify;

import io.palimpsest.evidence.error.EvidenceRefused.Malformed;
import io.palimpsest.evidence.error.EvidenceUnavailable;
import io.palimpsest.evidence.tiles.DirectoryTileStore;
import io.palimpsest.evidence.tiles.TileStore;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** One piece of evidence to be checked. */
public sealed interface Given {
  /** As the user named it. */
  String name();

  /** A file, such as a proof. */
  record OneFile(String name, Path path) implements Given {
    private static final int HEAD = 256;

    /**
     * Its content.
     *
     * @throws Malformed when it is longer than {@code limit}
     */
    public byte[] bytes(int limit) {
      byte[] content = read(limit == Integer.MAX_VALUE ? limit : limit + 1);
      if (content.length > limit) {
        throw new Malformed("longer than the " + limit + " bytes that this can have");
      }
      return content;
    }

    /** How it begins, whatever it is. */
    public String head() {
      return new String(read(HEAD), StandardCharsets.UTF_8);
    }

    /** Its content, to be read bit by bit; to be closed. */
    InputStream open() throws IOException {
      return Files.newInputStream(path);
    }

    private byte[] read(int length) {
      try (InputStream in = open()) {
        return in.readNBytes(length);
      } catch (IOException e) {
        throw new EvidenceUnavailable(path + " cannot be read", e);
      }
    }
  }

  /** A statement and the records it was made from. */
  record WithRecords(OneFile file, OneFile records) implements Given {
    @Override
    public String name() {
      return file.name() + " with " + records.name();
    }
  }

  /** A log in a folder. */
  record Folder(String name, Path path) implements Given {
    public TileStore store() {
      return new DirectoryTileStore(path);
    }
  }

  /** A log behind an address. */
  record Address(String name, TileStore store) implements Given {}

  /**
   * What a word of the command line means.
   *
   * @param token that servers of logs ask for; empty for none
   * @throws UsageError when nothing is there
   */
  static Given of(String word, String token) {
    if (word.startsWith("http://") || word.startsWith("https://")) {
      try {
        return new Address(word, new HttpTileStore(URI.create(word), token));
      } catch (IllegalArgumentException e) {
        throw UsageError.because(word + " is no address");
      }
    }
    Path path = path(word);
    if (!word.isEmpty() && Files.isDirectory(path)) {
      return new Folder(word, path);
    }
    if (Files.isRegularFile(path)) {
      return new OneFile(word, path);
    }
    throw UsageError.because(
        Files.exists(path) && !word.isEmpty()
            ? word + " is neither a file nor a folder"
            : word + " is not there");
  }

  /**
   * @throws UsageError when no file can have this name
   */
  static Path path(String word) {
    try {
      return Path.of(word);
    } catch (InvalidPathException e) {
      throw UsageError.because(word + " is no name of a file in this locale (try LC_ALL=C.UTF-8)");
    }
  }
}
