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
import java.util.function.Predicate;

/** Identification items, each with the instant by which it must be gone; no key is needed. */
public record IdentificationStock(Database database) implements Stock {

  @Override
  public DataClass dataClass() {
    return DataClass.IDENTIFICATION;
  }

  @Override
  public String store() {
    return "MySQL";
  }

  @Override
  public List<Amount> amounts(Set<AppId> owners) {
    return database.transaction("count items", connection -> amounts(connection, owners::contains));
  }

  @Override
  public List<Amount> amounts() {
    return database.transaction("count items", connection -> amounts(connection, _ -> true));
  }

  private static List<Amount> amounts(Connection connection, Predicate<AppId> mine)
      throws SQLException {
    connection.setNetworkTimeout(Runnable::run, 60_000); // Hikari puts it back
    String sql =
        "SELECT app_id, day, until_at, COUNT(*) FROM identification_item WHERE data_class = ?"
            + " GROUP BY app_id, day, until_at";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      Sql.setAll(statement, DataClass.IDENTIFICATION.name());
      try (ResultSet rows = statement.executeQuery()) {
        List<Amount> amounts = new ArrayList<>();
        while (rows.next()) {
          if (mine.test(new AppId(rows.getLong(1)))) {
            amounts.add(
                new Amount(
                    rows.getObject(2, LocalDate.class),
                    Sql.instant(rows.getObject(3, LocalDateTime.class)),
                    rows.getLong(4)));
          }
        }
        return amounts;
      }
    }
  }
}
