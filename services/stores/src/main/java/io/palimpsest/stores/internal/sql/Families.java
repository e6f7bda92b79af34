package io.palimpsest.stores.internal.sql;

import io.palimpsest.platform.error.StoreUnavailable;
import io.palimpsest.policy.RetentionPeriod;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The families of tables that a schema has, one for each period that anything is kept for. What is
 * written names its family; what is looked for may lie in any. The schema itself is asked which
 * there are, now and then, since another process may have made one. Thread-safe.
 */
final class Families {
  private static final Pattern NAME = Pattern.compile("monitoring_(p[0-9ymd]+)");
  private static final LocalDate ANY_DAY = LocalDate.EPOCH;
  private static final Duration ASK_EVERY = Duration.ofSeconds(10);

  private final Database database;
  private volatile Known known = new Known(List.of(), System.nanoTime() - ASK_EVERY.toNanos());

  Families(Database database) {
    this.database = database;
  }

  /** The tables of a period. */
  Tables of(RetentionPeriod period) {
    Tables tables = Tables.of(period);
    Known now = known;
    if (!now.all.contains(tables)) {
      known = new Known(now.all, System.nanoTime() - ASK_EVERY.toNanos()); // ask again
    }
    return tables;
  }

  /**
   * Every family, that of the longest period first.
   *
   * @throws StoreUnavailable when the database has to be asked and does not answer
   */
  List<Tables> all() {
    Known now = known;
    if (System.nanoTime() - now.asked >= ASK_EVERY.toNanos()) {
      long asked = System.nanoTime();
      now = new Known(database.transaction("list tables", Families::all), asked);
      known = now;
    }
    return now.all;
  }

  /**
   * The family of the shortest period.
   *
   * @throws StoreUnavailable when the database has to be asked and does not answer
   */
  Tables shortest() {
    return all().getLast();
  }

  /**
   * Those in whose outboxes an erasure is looked for: every family, and at last what outlived its
   * days.
   *
   * @throws StoreUnavailable when the database has to be asked and does not answer
   */
  List<Tables> outboxes() {
    return withUntold(all());
  }

  /** The same, the shortest period's first: of two entries of a call that one counts. */
  List<Tables> shortestFirst() {
    return withUntold(all().reversed());
  }

  /** The same at this moment. */
  static List<Tables> shortestFirst(Connection connection) throws SQLException {
    return withUntold(all(connection).reversed());
  }

  private static List<Tables> withUntold(List<Tables> all) {
    if (all.isEmpty()) {
      return all; // the control plane's database tells of no call
    }
    List<Tables> outboxes = new ArrayList<>(all);
    outboxes.add(all.getFirst().withUntold());
    return outboxes;
  }

  /** The families that there are at this moment. */
  static List<Tables> all(Connection connection) throws SQLException {
    String sql =
        "SELECT table_name FROM information_schema.tables"
            + " WHERE table_schema = DATABASE() AND table_name LIKE 'monitoring%'";
    try (PreparedStatement statement = connection.prepareStatement(sql);
        ResultSet rows = statement.executeQuery()) {
      List<RetentionPeriod> periods = new ArrayList<>();
      while (rows.next()) {
        Matcher name = NAME.matcher(rows.getString(1));
        if (name.matches()) {
          periods.add(RetentionPeriod.parse(name.group(1)));
        }
      }
      periods.sort(
          Comparator.comparing((RetentionPeriod period) -> period.goneBy(ANY_DAY)).reversed());
      return periods.stream().map(Tables::of).toList();
    }
  }

  private record Known(List<Tables> all, long asked) {}
}
