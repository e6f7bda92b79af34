package io.palimpsest.ocr;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * How to take one encoded file.
 *
 * @param formats kinds of file that are accepted
 * @param page which page of a PDF or TIFF, from 1
 * @param minSide shortest side accepted, pixels
 * @param maxSide longest side accepted, pixels; judged from the header, before pixels are allocated
 * @param maxPixels width times height accepted; judged from the header
 * @param decodeLimit longest time that decoding may take
 * @param read what to do with the pixels
 * @param study name of the {@link PageStudy} that looks closer at what was read; empty for none
 */
public record DocumentOptions(
    Set<ImageFormat> formats,
    int page,
    int minSide,
    int maxSide,
    long maxPixels,
    Duration decodeLimit,
    ReadOptions read,
    Optional<String> study) {

  public DocumentOptions {
    formats = Set.copyOf(formats);
  }

  /** A reading without a study. */
  public DocumentOptions(
      Set<ImageFormat> formats,
      int page,
      int minSide,
      int maxSide,
      long maxPixels,
      Duration decodeLimit,
      ReadOptions read) {
    this(formats, page, minSide, maxSide, maxPixels, decodeLimit, read, Optional.empty());
  }

  /**
   * Everything the engine can take: all formats, page 1, 1 to 65,500 pixels a side (all that a JPEG
   * can have), one gigapixel, 60 s to decode. Giants are shrunk while they are decoded, so they
   * take time but no more memory than others.
   */
  public static DocumentOptions lenient() {
    return new DocumentOptions(
        Set.of(ImageFormat.values()),
        1,
        1,
        65_500,
        1_000_000_000L,
        Duration.ofSeconds(60),
        ReadOptions.page());
  }

  public DocumentOptions withPage(int other) {
    return new DocumentOptions(
        formats, other, minSide, maxSide, maxPixels, decodeLimit, read, study);
  }

  public DocumentOptions withMaxPixels(long other) {
    return new DocumentOptions(formats, page, minSide, maxSide, other, decodeLimit, read, study);
  }

  public DocumentOptions withDecodeLimit(Duration other) {
    return new DocumentOptions(formats, page, minSide, maxSide, maxPixels, other, read, study);
  }

  public DocumentOptions withRead(ReadOptions other) {
    return new DocumentOptions(
        formats, page, minSide, maxSide, maxPixels, decodeLimit, other, study);
  }

  public DocumentOptions withStudy(String name) {
    return new DocumentOptions(
        formats, page, minSide, maxSide, maxPixels, decodeLimit, read, Optional.of(name));
  }
}
