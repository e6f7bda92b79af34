package io.palimpsest.standalone.read;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** Turns the names a user gave into the files to read. */
final class FileFinder {
  /** Endings looked for in folders; a file that is named itself is read whatever it is called. */
  private static final Set<String> ENDINGS =
      Set.of("jpg", "jpeg", "jpe", "png", "bmp", "dib", "tif", "tiff", "webp", "gif", "pdf");

  private FileFinder() {}

  /**
   * The file itself, or a folder's documents, recursively and in order of name; hidden ones left
   * out.
   */
  static List<Path> find(Path given) throws IOException {
    if (!Files.isDirectory(given)) {
      return List.of(given);
    }
    try (Stream<Path> found = Files.walk(given, FileVisitOption.FOLLOW_LINKS)) {
      return found
          .filter(path -> isDocument(given.relativize(path)))
          .filter(Files::isRegularFile)
          .sorted(Comparator.comparing(Path::toString))
          .toList();
    } catch (java.io.UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static boolean isDocument(Path below) {
    for (Path part : below) {
      if (part.toString().startsWith(".")) {
        return false;
      }
    }
    String name = below.toString();
    return ENDINGS.contains(name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
  }
}
