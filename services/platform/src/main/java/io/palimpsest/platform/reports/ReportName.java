package io.palimpsest.platform.reports;

import io.palimpsest.platform.tenancy.Region;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * What a report is called: {@code eu-frankfurt_2026-11-01_2026-11-30_20261201T000501Z}.
 *
 * @param issued to the second
 */
public record ReportName(Region region, LocalDate from, LocalDate to, Instant issued) {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  public ReportName {
    issued = issued.truncatedTo(ChronoUnit.SECONDS);
  }

  /** Empty when it is no such name. */
  public static Optional<ReportName> parse(String text) {
    String[] parts = text.split("_", -1);
    if (parts.length != 4) {
      return Optional.empty();
    }
    try {
      ReportName name =
          new ReportName(
              new Region(parts[0]),
              LocalDate.parse(parts[1]),
              LocalDate.parse(parts[2]),
              LocalDateTime.parse(parts[3], TIME).toInstant(ZoneOffset.UTC));
      return Optional.of(name).filter(each -> each.toString().equals(text));
    } catch (DateTimeException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  @Override
  public String toString() {
    return region + "_" + from + "_" + to + "_" + TIME.format(issued);
  }
}
