package io.palimpsest.ocr;

import io.palimpsest.ocr.internal.decode.DecodingReader;
import java.util.List;

/** Makes document readers. */
public final class DocumentReaders {
  private DocumentReaders() {}

  /**
   * A reader that decodes in this process and reads with the engine given, which stays the caller's
   * to close. As many files are decoded at once as there are processors, or as the heap has room
   * for at 768 MB each if that is fewer; the others wait, within their own time limit.
   */
  public static DocumentReader of(OcrEngine engine) {
    return of(engine, List.of());
  }

  /**
   * As above, with studies that can be asked for.
   *
   * @param studies each of another name
   */
  public static DocumentReader of(OcrEngine engine, List<PageStudy> studies) {
    return new DecodingReader(engine, Runtime.getRuntime().availableProcessors(), studies);
  }
}
