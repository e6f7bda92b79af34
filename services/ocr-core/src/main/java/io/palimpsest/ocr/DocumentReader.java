package io.palimpsest.ocr;

/**
 * Reads one page of an encoded file. The in-process form is made of a decoder and an {@link
 * OcrEngine}. Thread-safe.
 */
public interface DocumentReader {

  /**
   * Decodes and reads.
   *
   * @param file the encoded bytes; not kept
   * @throws io.palimpsest.ocr.error.OcrFailure one of its kinds, never anything else for bad input;
   *     {@code EngineFailed} for a study that this reader does not have
   */
  Reading read(byte[] file, DocumentOptions options);
}
