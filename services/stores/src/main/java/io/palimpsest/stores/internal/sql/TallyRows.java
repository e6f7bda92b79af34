package io.palimpsest.stores.internal.sql;

import io.palimpsest.evidence.report.Counted;
import io.palimpsest.platform.evidence.DailyTally;
import io.palimpsest.platform.evidence.EvidenceQueue.Placement;
import io.palimpsest.platform.evidence.EvidenceQueue.Tallied;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** How many leaves of which kind a log took on which day: table {@code evidence_tally}. */
final class TallyRows {
  private TallyRows() {}

  /** Counts leaves in the transaction that gives them their places. */
  static void add(Connection connection, int year, ZoneId zone, List<Placement> placements)
      throws SQLException {
    DailyTally tally = new DailyTally(zone, lastDay(connection, year));
    placements.forEach(each -> tally.add(each.leaf()));
    String sql =
        "INSERT INTO evidence_tally (log_year, day, type, data_class, why, late, leaves, items)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
            + " ON DUPLICATE KEY UPDATE leaves = leaves + VALUES(leaves), items = items + VALUES(items)";
    for (Tallied each : tally.tallies()) {
      Counted counted = each.counted();
      Sql.update(
          connection,
          sql,
          year,
          each.day(),
          counted.type(),
          counted.dataClass(),
          counted.why(),
          counted.late(),
          counted.leaves(),
          counted.items());
    }
  }

  static List<Tallied> read(Connection connection, int year) throws SQLException {
    String sql =
        "SELECT day, type, data_class, why, late, leaves, items FROM evidence_tally"
            + " WHERE log_year = ? ORDER BY day, type, data_class, why, late";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      Sql.setAll(statement, year);
      try (ResultSet rows = statement.executeQuery()) {
        List<Tallied> tallies = new ArrayList<>();
        while (rows.next()) {
          tallies.add(
              new Tallied(
                  rows.getObject("day", LocalDate.class),
                  new Counted(
                      rows.getString("type"),
                      rows.getString("data_class"),
                      rows.getString("why"),
                      rows.getBoolean("late"),
                      rows.getLong("leaves"),
                      rows.getLong("items"))));
        }
        return tallies;
      }
    }
  }

  private static LocalDate lastDay(Connection connection, int year) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("SELECT MAX(day) FROM evidence_tally WHERE log_year = ?")) {
      Sql.setAll(statement, year);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        LocalDate day = row.getObject(1, LocalDate.class);
        return day == null ? LocalDate.EPOCH : day;
      }
    }
  }
}
