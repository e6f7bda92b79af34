package io.palimpsest.ocr;

import io.palimpsest.ocr.internal.decode.DecodingReader;

/** Makes document readers. */
public final class DocumentReaders {
  private DocumentReaders() {}

  /**
   * A reader that decodes in this process and reads with the engine given, which stays the caller's
   * to close. As many files are decoded at once as there are processors, or as the heap has room
   * for at 768 MB each if that is fewer; the others wait, within their own time limit.
   */
  public static DocumentReader of(OcrEngine engine) {
    return new DecodingReader(engine, Runtime.getRuntime().availableProcessors());
  }
}
