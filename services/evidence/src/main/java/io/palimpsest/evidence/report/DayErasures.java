package io.palimpsest.evidence.report;

import java.time.LocalDate;

/**
 * One day of the period, by when the log took the leaves: for a chart.
 *
 * @param erased items of all classes that went
 * @param late leaves of that day that say too late
 */
public record DayErasures(LocalDate day, long erased, long late) {
  public DayErasures {
    Figure.natural(erased);
    Figure.natural(late);
  }
}
