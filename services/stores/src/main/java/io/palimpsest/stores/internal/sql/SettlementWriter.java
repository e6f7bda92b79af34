package io.palimpsest.stores.internal.sql;

import io.palimpsest.platform.erasure.UploadKey;
import io.palimpsest.platform.metering.MonitoringRecord;
import io.palimpsest.platform.metering.Settlement;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Writes settlements: record, side row, erasure duty and daily sums. Knows nothing of who waits for
 * them.
 */
final class SettlementWriter {
  /**
   * Leaves a row that is there as it is, and, unlike {@code INSERT IGNORE}, hides no other error.
   */
  private static final String OR_NOTHING = " ON DUPLICATE KEY UPDATE call_id = call_id";

  private final Families families;
  private final ZoneId zone;
  private final Clock clock;

  SettlementWriter(Families families, ZoneId zone, Clock clock) {
    this.families = families;
    this.zone = zone;
    this.clock = clock;
  }

  /**
   * Thrown when some of a group were there before, so that it must be written one by one to know
   * which.
   */
  static final class SomeAreRepeats extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SomeAreRepeats() {
      super("some are repeats", null, false, false);
    }
  }

  /** Writes settlements that should all be new. */
  void writeNew(Connection connection, List<Settlement> group) throws SQLException {
    Map<Tables, List<Settlement>> byFamily = byFamily(group);
    for (var family : byFamily.entrySet()) {
      if (insertRecords(connection, family.getKey(), family.getValue())
          != family.getValue().size()) {
        throw new SomeAreRepeats();
      }
    }
    insertRest(connection, byFamily);
  }

  /** Writes settlements of which some may be there, each by itself. */
  void writeEach(Connection connection, List<Settlement> group) throws SQLException {
    List<Settlement> fresh = new ArrayList<>();
    for (Settlement each : group) {
      if (insertRecords(connection, families.of(each.keptFor()), List.of(each)) == 1) {
        fresh.add(each);
      }
    }
    insertRest(connection, byFamily(fresh));
  }

  /** In the order of names, as every writer has them. */
  private Map<Tables, List<Settlement>> byFamily(List<Settlement> group) {
    Map<Tables, List<Settlement>> byFamily =
        new TreeMap<>(Comparator.comparing(Tables::monitoring));
    group.stream()
        .collect(Collectors.groupingBy(Settlement::keptFor))
        .forEach((period, some) -> byFamily.put(families.of(period), some));
    return byFamily;
  }

  private void insertRest(Connection connection, Map<Tables, List<Settlement>> byFamily)
      throws SQLException {
    for (var family : byFamily.entrySet()) {
      insertSides(connection, family.getKey(), family.getValue());
      insertDuties(
          connection,
          family.getKey(),
          family.getValue().stream().flatMap(each -> each.upload().stream()).toList());
    }
    // The sums of all families last: only they are changed by more than one writer.
    for (var family : byFamily.entrySet()) {
      UsageDelta usage = new UsageDelta(family.getKey(), zone);
      family.getValue().forEach(each -> usage.add(each.record(), each.key().value()));
      usage.write(connection);
    }
  }

  private static int insertRecords(Connection connection, Tables tables, List<Settlement> group)
      throws SQLException {
    Rows rows =
        new Rows(
            "INSERT INTO "
                + tables.monitoring()
                + " (call_id, app_id, interface, result, start_at, end_at, region, fee, volume) VALUES");
    for (Settlement each : group) {
      MonitoringRecord record = each.record();
      rows.row()
          .bytes(record.callId().bytes())
          .number(record.appId().value())
          .text(record.action())
          .text(record.result())
          .time(record.start())
          .time(record.end())
          .text(record.region().name())
          .number(record.fee())
          .number(record.volume());
    }
    return rows.update(connection, OR_NOTHING);
  }

  private static void insertSides(Connection connection, Tables tables, List<Settlement> group)
      throws SQLException {
    Rows rows =
        new Rows("INSERT INTO " + tables.side() + " (call_id, salt, state, secret_id) VALUES");
    for (Settlement each : group) {
      rows.row()
          .bytes(each.record().callId().bytes())
          .bytes(each.salt())
          .text("pending")
          .text(each.key().value());
    }
    rows.update(connection, "");
  }

  private void insertDuties(Connection connection, Tables tables, List<UploadKey> uploads)
      throws SQLException {
    if (uploads.isEmpty()) {
      return;
    }
    Rows rows =
        new Rows(
            "INSERT INTO "
                + tables.outbox()
                + " (call_id, app_id, upload_day, cause, committed_at) VALUES");
    Instant now = clock.instant();
    for (UploadKey each : uploads) {
      rows.row()
          .bytes(each.callId().bytes())
          .number(each.appId().value())
          .day(each.day())
          .text("completed")
          .time(now);
    }
    rows.update(connection, OR_NOTHING); // a sweep may have entered it before a late commit
  }
}
