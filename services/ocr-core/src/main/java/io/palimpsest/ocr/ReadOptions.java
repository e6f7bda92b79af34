package io.palimpsest.ocr;

import java.util.Optional;

/**
 * What one caller wants of one picture. Travels as an argument and is never kept by an engine.
 *
 * @param mode how much of the pipeline runs
 * @param tier how much work the reading is worth
 * @param split look at a large picture in overlapping tiles, for small print on a big page
 * @param alphabet the only characters that lines may consist of; empty for all that the model knows
 * @param cancellation stops the work; the engine looks at it at least every 100 ms
 */
public record ReadOptions(
    Mode mode, Tier tier, boolean split, Optional<Alphabet> alphabet, Cancellation cancellation) {

  /** How much of the pipeline runs. */
  public enum Mode {
    /** Find lines, turn them upright, read them. */
    PAGE,
    /** Take the whole picture as one upright line. */
    SINGLE_LINE,
    /** Only find where text stands; every line's text is empty. */
    DETECT_ONLY
  }

  /** A whole page on the standard tier, in all characters, never cancelled. */
  public static ReadOptions page() {
    return new ReadOptions(Mode.PAGE, Tier.STANDARD, false, Optional.empty(), Cancellation.never());
  }

  public ReadOptions withMode(Mode other) {
    return new ReadOptions(other, tier, split, alphabet, cancellation);
  }

  public ReadOptions withTier(Tier other) {
    return new ReadOptions(mode, other, split, alphabet, cancellation);
  }

  public ReadOptions withSplit(boolean other) {
    return new ReadOptions(mode, tier, other, alphabet, cancellation);
  }

  public ReadOptions withAlphabet(Alphabet other) {
    return new ReadOptions(mode, tier, split, Optional.of(other), cancellation);
  }

  public ReadOptions withCancellation(Cancellation other) {
    return new ReadOptions(mode, tier, split, alphabet, other);
  }
}
