package io.palimpsest.ocr.model;

import io.palimpsest.ocr.error.OcrFailure;
import java.io.IOException;
import java.io.InputStream;

/** Takes files from the class path. */
final class ClassPathFetch {
  private ClassPathFetch() {}

  static byte[] fetch(PackSource.ClassPath source) throws IOException {
    try (InputStream in = ClassPathFetch.class.getResourceAsStream("/" + source.path())) {
      if (in == null) {
        throw new OcrFailure.ModelUnavailable(source.path() + " is not on the class path", null);
      }
      return in.readNBytes(Math.toIntExact(source.content().size()));
    }
  }
}
