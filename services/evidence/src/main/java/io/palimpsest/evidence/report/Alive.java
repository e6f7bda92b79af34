package io.palimpsest.evidence.report;

import java.time.LocalDate;
import java.util.Optional;

/** What a store has of a class of data, as the store itself says. */
public sealed interface Alive {

  /**
   * The store answered.
   *
   * @param items that are there
   * @param oldest the day that the oldest of them is of; empty when there are none
   * @param overdue how many of them should be gone already, those under legal holds included
   */
  record Known(long items, Optional<LocalDate> oldest, long overdue) implements Alive {
    public Known {
      Figure.natural(items);
      Figure.natural(overdue);
      if (oldest.isPresent() != items > 0 || overdue > items) {
        throw new IllegalArgumentException(
            "items without an oldest, or more overdue than there are");
      }
    }
  }

  /** It is not known what is there: never to be taken for nothing. */
  record Unknown(String why) implements Alive {}

  /** This version of the software makes no such data. */
  record NeverMade() implements Alive {}
}
