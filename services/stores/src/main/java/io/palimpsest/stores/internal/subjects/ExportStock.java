package io.palimpsest.stores.internal.subjects;

import io.palimpsest.platform.simulation.Stock;
import io.palimpsest.platform.tenancy.AppId;
import io.palimpsest.policy.DataClass;
import io.palimpsest.stores.internal.sql.Database;
import io.palimpsest.stores.internal.sql.Sql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Items in exports of identification data: copies, each with the end of its export. */
public record ExportStock(Database database) implements Stock {

  @Override
  public DataClass dataClass() {
    return DataClass.IDENTIFICATION_EXPORT;
  }

  @Override
  public String store() {
    return "MySQL";
  }

  @Override
  public List<Amount> amounts(Set<AppId> owners) {
    String mine =
        owners.isEmpty()
            ? " WHERE FALSE"
            : " JOIN identification_item origin ON origin.call_id = item.call_id WHERE origin.app_id IN "
                + Sql.rows(1, owners.size());
    return amounts(mine, owners.stream().map(AppId::value).toArray());
  }

  @Override
  public List<Amount> amounts() {
    return amounts("");
  }

  private List<Amount> amounts(String mine, Object... values) {
    String sql =
        "SELECT item.day, export.until_at, COUNT(*) FROM identification_export_item item"
            + " JOIN identification_export export ON export.id = item.export_id"
            + mine
            + " GROUP BY item.day, export.until_at";
    return database.transaction(
        "count exported items", connection -> amounts(connection, sql, values));
  }

  private static List<Amount> amounts(Connection connection, String sql, Object... values)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      Sql.setAll(statement, values);
      try (ResultSet rows = statement.executeQuery()) {
        List<Amount> amounts = new ArrayList<>();
        while (rows.next()) {
          amounts.add(
              new Amount(
                  rows.getObject(1, LocalDate.class),
                  Sql.instant(rows.getObject(2, LocalDateTime.class)),
                  rows.getLong(3)));
        }
        return amounts;
      }
    }
  }
}
