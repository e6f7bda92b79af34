package io.palimpsest.evidence.report;

import java.util.Comparator;

/**
 * How many leaves of one kind there are.
 *
 * @param type as leaves write it, such as {@code erased}
 * @param dataClass empty for leaves of no class
 * @param why cause or basis; empty for leaves without one
 * @param late whether they say that something was still there after its time
 * @param leaves how many
 * @param items what their counts add up to; a leaf without a count counts 1
 */
public record Counted(
    String type, String dataClass, String why, boolean late, long leaves, long items)
    implements Comparable<Counted> {
  private static final Comparator<Counted> BY_KIND =
      Comparator.comparing(Counted::type)
          .thenComparing(Counted::dataClass)
          .thenComparing(Counted::why)
          .thenComparing(Counted::late);

  public Counted {
    Figure.natural(leaves);
    Figure.natural(items);
  }

  /** By kind; numbers do not matter. */
  @Override
  public int compareTo(Counted other) {
    return BY_KIND.compare(this, other);
  }

  Counted plus(Counted other) {
    return new Counted(
        type,
        dataClass,
        why,
        late,
        Math.addExact(leaves, other.leaves),
        Math.addExact(items, other.items));
  }
}
