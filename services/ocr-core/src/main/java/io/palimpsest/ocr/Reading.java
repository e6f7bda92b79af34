package io.palimpsest.ocr;

import java.time.Duration;

/**
 * One file, read.
 *
 * @param page what stood on the page asked for
 * @param format what the file turned out to be
 * @param pageCount pages in the file; 1 for a picture
 * @param decoding time from bytes to pixels
 * @param recognition time from pixels to text, waiting for a free place in the engine included
 * @param findings of the study that was asked for; none where none was
 */
public record Reading(
    Page page,
    ImageFormat format,
    int pageCount,
    Duration decoding,
    Duration recognition,
    Findings findings) {

  /** A reading without a study. */
  public Reading(
      Page page, ImageFormat format, int pageCount, Duration decoding, Duration recognition) {
    this(page, format, pageCount, decoding, recognition, Findings.none());
  }
}
