package io.palimpsest.ocr.internal.decode.jpeg;

/** A file has something that this decoder does not take, or that no decoder should. */
final class Unusual extends RuntimeException {
  private static final long serialVersionUID = 1L;

  Unusual(String what) {
    super(what, null, false, false);
  }
}
