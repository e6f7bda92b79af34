package io.palimpsest.retention.simulation;

import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** What happened, day by day; kept only where somebody will read it. */
final class Trace {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS");

  private final boolean kept;
  private final List<String> lines = new ArrayList<>();
  private LocalDate day = LocalDate.MIN;

  Trace(boolean kept) {
    this.kept = kept;
  }

  void say(ZonedDateTime at, String who, String what, Object... values) {
    if (!kept) {
      return;
    }
    if (!at.toLocalDate().equals(day)) {
      day = at.toLocalDate();
      lines.add("== " + day + " " + day.getDayOfWeek().name().substring(0, 3) + " " + at.getZone());
    }
    lines.add(
        "%s %-8s %s"
            .formatted(
                TIME.format(at.truncatedTo(ChronoUnit.MILLIS)), who, what.formatted(values)));
  }

  List<String> lines() {
    return List.copyOf(lines);
  }
}
