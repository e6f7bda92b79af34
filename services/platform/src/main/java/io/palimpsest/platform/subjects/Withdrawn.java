package io.palimpsest.platform.subjects;

/**
 * What became of items whose purpose was taken back.
 *
 * @param items that had the purpose
 * @param erased those of them that had no other, and what they were the last of
 */
public record Withdrawn(int items, Erased erased) {
  public static final Withdrawn NOTHING = new Withdrawn(0, Erased.NOTHING);

  public Withdrawn plus(Withdrawn other) {
    return new Withdrawn(items + other.items, erased.plus(other.erased));
  }
}
