package io.palimpsest.stores.internal.sql;

import io.palimpsest.platform.metering.CallId;
import io.palimpsest.platform.reconciliation.Bounds;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.NavigableSet;
import java.util.stream.Stream;

/**
 * The calls of a family in quarters of an hour, so that no statement keeps a table open for long:
 * whoever drops a day waits for those that have it open.
 */
final class Slices {
  private static final Duration LENGTH = Duration.ofMinutes(15);

  private Slices() {}

  /** Call ids from the first up to the second. */
  record Slice(byte[] from, byte[] to) {}

  /** What was received after the bounds' beginning and is settled by their end. */
  static Stream<Slice> of(Database database, Tables tables, Bounds bounds) {
    NavigableSet<LocalDate> days =
        database.transaction(
            "list days",
            connection -> SqlMonitoringPartitions.days(connection, tables.monitoring()));
    if (days.isEmpty()) {
      return Stream.empty();
    }
    Instant begin = days.first().atStartOfDay(bounds.zone()).toInstant();
    Instant from = bounds.since().filter(since -> since.isAfter(begin)).orElse(begin);
    return between(from, bounds.settled());
  }

  static Stream<Slice> between(Instant from, Instant to) {
    return Stream.iterate(from, each -> each.isBefore(to), each -> each.plus(LENGTH))
        .map(
            each -> {
              Instant end = each.plus(LENGTH);
              return new Slice(
                  CallId.lowerBound(each), CallId.lowerBound(end.isBefore(to) ? end : to));
            });
  }

  /** The 16 bytes that come next. */
  static byte[] after(CallId callId) {
    byte[] next = new BigInteger(1, callId.bytes()).add(BigInteger.ONE).toByteArray();
    byte[] padded = new byte[16];
    int length = Math.min(next.length, padded.length);
    System.arraycopy(
        Arrays.copyOfRange(next, next.length - length, next.length),
        0,
        padded,
        padded.length - length,
        length);
    return padded;
  }
}
