package io.palimpsest.stores.internal.oplog;

import io.palimpsest.platform.metering.CallId;
import io.palimpsest.platform.tenancy.Region;
import io.palimpsest.policy.RetentionPeriod;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** The names of a region's day indexes: {@code palimpsest-oplog-{region}-{period}-yyyy.MM.dd}. */
record LogIndexes(Region region, ZoneId zone) {
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("uuuu.MM.dd");

  /** The index of the day on which a call was received. */
  String of(RetentionPeriod period, CallId callId) {
    return of(period, LocalDate.ofInstant(callId.received(), zone));
  }

  String of(RetentionPeriod period, LocalDate day) {
    return prefix(period) + DAY.format(day);
  }

  /** What a period's indexes have in common. */
  String prefix(RetentionPeriod period) {
    return "palimpsest-oplog-" + region + "-" + period.suffix() + "-";
  }

  /** Empty when the name is another's. */
  Optional<LocalDate> day(RetentionPeriod period, String index) {
    try {
      return index.startsWith(prefix(period))
          ? Optional.of(LocalDate.parse(index.substring(prefix(period).length()), DAY))
          : Optional.empty();
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
