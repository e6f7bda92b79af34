package io.palimpsest.stores.internal.sql;

import io.palimpsest.platform.evidence.LeavingDays;
import io.palimpsest.policy.DataClass;
import io.palimpsest.policy.RetentionPeriod;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;

/** Days' data that is being dropped, in the region's database. Thread-safe. */
public final class SqlLeavingDays implements LeavingDays {
  private final Database database;

  public SqlLeavingDays(Database database) {
    this.database = database;
  }

  @Override
  public void enter(Leaving leaving) {
    database.transaction(
        "enter a day that leaves",
        connection ->
            Sql.update(
                connection,
                "INSERT INTO leaving_day (data_class, kept_under, day, share, period, due, policy,"
                    + " items) VALUES "
                    + Sql.rows(1, 8)
                    + " ON DUPLICATE KEY UPDATE items = GREATEST(items, VALUES(items))",
                leaving.dataClass().name(),
                text(leaving.keptUnder()),
                leaving.day(),
                leaving.share(),
                text(leaving.period()),
                leaving.due(),
                leaving.policy(),
                leaving.items()));
  }

  @Override
  public List<Leaving> open(DataClass dataClass) {
    return database.transaction(
        "list days that leave",
        connection ->
            Sql.rows(
                connection,
                "SELECT data_class, kept_under, day, share, period, due, policy, items"
                    + " FROM leaving_day WHERE data_class = ? ORDER BY day, kept_under, share",
                SqlLeavingDays::of,
                dataClass.name()));
  }

  @Override
  public boolean tell(Leaving gone, byte[] leaf) {
    return database.transaction(
        "tell of a day that left",
        connection -> {
          int first =
              Sql.update(
                  connection,
                  "DELETE FROM leaving_day"
                      + " WHERE data_class = ? AND kept_under = ? AND day = ? AND share = ?",
                  gone.dataClass().name(),
                  text(gone.keptUnder()),
                  gone.day(),
                  gone.share());
          if (first == 1) {
            SqlEvidenceQueue.enter(connection, leaf);
          }
          return first == 1;
        });
  }

  private static Leaving of(ResultSet row) throws SQLException {
    return new Leaving(
        DataClass.valueOf(row.getString(1)),
        RetentionPeriod.parse(row.getString(2)),
        row.getObject(3, LocalDate.class),
        row.getString(4),
        RetentionPeriod.parse(row.getString(5)),
        row.getObject(6, LocalDate.class),
        row.getString(7),
        row.getLong(8));
  }

  private static String text(RetentionPeriod period) {
    return period.period().toString();
  }
}
