package io.palimpsest.ocr.model;

import io.palimpsest.ocr.error.OcrFailure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Copies a pack's files from the class path. */
final class ClassPathFetch {
  private ClassPathFetch() {}

  static void fetch(PackSource.ClassPath source, Path folder) throws IOException {
    for (Map.Entry<String, String> path : source.paths().entrySet()) {
      try (InputStream in = ClassPathFetch.class.getResourceAsStream("/" + path.getValue())) {
        if (in == null) {
          throw new OcrFailure.ModelUnavailable(
              path.getValue() + " is not on the class path", null);
        }
        Files.copy(in, folder.resolve(path.getKey()));
      }
    }
  }
}
