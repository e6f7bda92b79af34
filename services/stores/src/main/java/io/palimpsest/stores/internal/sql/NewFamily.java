package io.palimpsest.stores.internal.sql;

import io.palimpsest.policy.RetentionPeriod;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Makes the tables of a period that no migration knows of, since a module of an operator's own may
 * list any. They are made like those that are there, with no days and nothing in them; records
 * last, so that a family of which a part is missing is not there yet.
 */
final class NewFamily {
  private static final String NO_DAYS =
      " PARTITION BY RANGE COLUMNS (call_id)"
          + " (PARTITION origin VALUES LESS THAN (X'00000000000000000000000000000001'))";

  private NewFamily() {}

  /** Changes nothing when they are there. Not while another process does the same. */
  static void ensure(Connection connection, RetentionPeriod period) throws SQLException {
    List<Tables> families = new ArrayList<>(Families.all(connection));
    Tables fresh = Tables.of(period);
    if (families.contains(fresh)) {
      return;
    }
    Tables pattern = families.getFirst();
    try (Statement statement = connection.createStatement()) {
      make(statement, fresh.usage(), pattern.usage());
      for (int i = 0; i < fresh.partitioned().size(); i++) {
        String table = fresh.partitioned().get(i);
        statement.execute("DROP TABLE IF EXISTS " + table); // of an attempt that broke off
        make(statement, table, pattern.partitioned().get(i));
        statement.execute("ALTER TABLE " + table + NO_DAYS);
        make(statement, Tables.leaving(table), Tables.leaving(pattern.partitioned().get(i)));
      }
      families.add(fresh);
      view(statement, "erasure_outbox", families, Tables::outbox);
      view(statement, "usage_daily", families, Tables::usage);
    }
  }

  private static void make(Statement statement, String table, String pattern) throws SQLException {
    statement.execute("CREATE TABLE IF NOT EXISTS " + table + " LIKE " + pattern);
  }

  /** What is read by a name for all periods. */
  private static void view(
      Statement statement, String name, List<Tables> families, Function<Tables, String> table)
      throws SQLException {
    statement.execute(
        "CREATE OR REPLACE VIEW "
            + name
            + " AS "
            + families.stream()
                .map(each -> "SELECT * FROM " + table.apply(each))
                .collect(Collectors.joining(" UNION ALL ")));
  }
}
