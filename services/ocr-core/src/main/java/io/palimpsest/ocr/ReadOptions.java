package io.palimpsest.ocr;

/**
 * What one caller wants of one picture. Travels as an argument and is never kept by an engine.
 *
 * @param mode how much work to do
 * @param split look at a large picture in overlapping tiles, for small print on a big page
 * @param cancellation stops the work; the engine looks at it at least every 100 ms
 */
public record ReadOptions(Mode mode, boolean split, Cancellation cancellation) {

  /** How much of the pipeline runs. */
  public enum Mode {
    /** Find lines, turn them upright, read them. */
    PAGE,
    /** Take the whole picture as one upright line. */
    SINGLE_LINE,
    /** Only find where text stands; every line's text is empty. */
    DETECT_ONLY
  }

  /** A whole page, never cancelled. */
  public static ReadOptions page() {
    return new ReadOptions(Mode.PAGE, false, Cancellation.never());
  }

  public ReadOptions withMode(Mode other) {
    return new ReadOptions(other, split, cancellation);
  }

  public ReadOptions withSplit(boolean other) {
    return new ReadOptions(mode, other, cancellation);
  }

  public ReadOptions withCancellation(Cancellation other) {
    return new ReadOptions(mode, split, other);
  }
}
