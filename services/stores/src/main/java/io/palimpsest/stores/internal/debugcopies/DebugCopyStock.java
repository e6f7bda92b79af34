package io.palimpsest.stores.internal.debugcopies;

import io.palimpsest.platform.simulation.Stock;
import io.palimpsest.platform.tenancy.AppId;
import io.palimpsest.policy.DataClass;
import io.palimpsest.stores.internal.sql.Database;
import io.palimpsest.stores.internal.sql.Sql;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Set;

/** Debug copies, those that are being written or erased included; no key is needed. */
public record DebugCopyStock(Database database) implements Stock {

  @Override
  public DataClass dataClass() {
    return DataClass.DEBUG_COPY;
  }

  @Override
  public String store() {
    return "MySQL";
  }

  @Override
  public List<Amount> amounts(Set<AppId> owners) {
    return owners.isEmpty()
        ? List.of()
        : amounts(
            "WHERE app_id IN " + Sql.rows(1, owners.size()),
            owners.stream().map(AppId::value).toArray());
  }

  @Override
  public List<Amount> amounts() {
    return amounts("");
  }

  /** By the minute: copies of one day have as many ends as there were calls. */
  private List<Amount> amounts(String which, Object... values) {
    String minute = "DATE_FORMAT(due_at, '%Y-%m-%d %H:%i')";
    return database.transaction(
        "count debug copies",
        connection ->
            Sql.rows(
                connection,
                "SELECT day, MAX(due_at), COUNT(*) FROM debug_copy "
                    + which
                    + " GROUP BY day, "
                    + minute,
                row ->
                    new Amount(
                        row.getObject(1, LocalDate.class),
                        Sql.instant(row.getObject(2, LocalDateTime.class)),
                        row.getLong(3)),
                values));
  }
}
