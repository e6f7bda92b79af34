package io.palimpsest.stores.internal.oplog;

import io.palimpsest.platform.backups.Piece;
import io.palimpsest.platform.metering.CallId;
import io.palimpsest.platform.tenancy.Region;
import io.palimpsest.policy.RetentionPeriod;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The names of a region's day indexes: {@code palimpsest-oplog-{region}-{period}-yyyy.MM.dd}. */
record LogIndexes(Region region, ZoneId zone) {
  private static final Pattern NAME =
      Pattern.compile("palimpsest-oplog-(.+)-(p[0-9ymd]+)-\\d{4}\\.\\d\\d\\.\\d\\d");
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("uuuu.MM.dd");

  /** The index of the day on which a call was received. */
  String of(RetentionPeriod period, CallId callId) {
    return of(period, LocalDate.ofInstant(callId.received(), zone));
  }

  String of(RetentionPeriod period, LocalDate day) {
    return prefix(period) + DAY.format(day);
  }

  /** The index of what legal holds keep beyond its day. */
  String held() {
    return "palimpsest-held-oplog-" + region;
  }

  /** What a period's indexes have in common. */
  String prefix(RetentionPeriod period) {
    return "palimpsest-oplog-" + region + "-" + period.suffix() + "-";
  }

  /** Every period's index of the day on which a call was received, and others of like names. */
  String anyPeriod(CallId callId) {
    return "palimpsest-oplog-"
        + region
        + "-p*-"
        + DAY.format(LocalDate.ofInstant(callId.received(), zone));
  }

  /** Every index of this region, and others of like names. */
  String all() {
    return "palimpsest-oplog-" + region + "-p*";
  }

  /** The day and period of an index of this region; empty when the name is another's. */
  Optional<Piece> piece(String index) {
    return period(index)
        .flatMap(period -> day(period, index).map(day -> new Piece(Optional.of(period), day)));
  }

  /** Begins the names of all day indexes here, and those of regions whose names begin so too. */
  String any() {
    return "palimpsest-oplog-" + region + "-";
  }

  /** Whether it is the day index of another region. */
  boolean isAnothers(String index) {
    Matcher name = NAME.matcher(index);
    return name.matches() && !name.group(1).equals(region.name());
  }

  /** The period of an index of this region; empty when the name is another's. */
  Optional<RetentionPeriod> period(String index) {
    Matcher name = NAME.matcher(index);
    return name.matches() && name.group(1).equals(region.name())
        ? Optional.of(RetentionPeriod.parse(name.group(2)))
        : Optional.empty();
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
