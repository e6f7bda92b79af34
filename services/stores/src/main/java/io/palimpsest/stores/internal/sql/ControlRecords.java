package io.palimpsest.stores.internal.sql;

import io.palimpsest.platform.backups.BackupClass;
import io.palimpsest.platform.backups.BackupStore;
import io.palimpsest.platform.backups.Piece;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The control database as it is today. Admins' accounts are in a copy only where their tenant's
 * policy says so; what the program makes anew by itself never is.
 */
public final class ControlRecords implements BackupStore {
  /** As regions' names stand for regions. */
  public static final String PLACE = "control";

  private static final String ACCOUNTS = "admin_account";

  /** What others refer to comes first. */
  private static final List<String> FIRST = List.of("tenant", "application");

  private static final Set<String> MADE_ANEW =
      Set.of(
          "flyway_schema_history",
          "scheduled_job",
          "control_change",
          "root_key_check",
          "epoch",
          "restoring");

  private final Database database;
  private final Supplier<Set<String>> accountsOf;
  private final Clock clock;

  /**
   * @param accountsOf the policies that back accounts up
   */
  public ControlRecords(Database database, Supplier<Set<String>> accountsOf, Clock clock) {
    this.database = database;
    this.accountsOf = accountsOf;
    this.clock = clock;
  }

  @Override
  public BackupClass kind() {
    return BackupClass.CONTROL;
  }

  @Override
  public String place() {
    return PLACE;
  }

  @Override
  public ZoneId zone() {
    return ZoneOffset.UTC;
  }

  @Override
  public int schema() {
    return database.schema();
  }

  @Override
  public List<Piece> pieces() {
    return List.of(Piece.whole(LocalDate.ofInstant(clock.instant(), zone())));
  }

  @Override
  public long write(Piece piece, OutputStream rows) throws IOException {
    long written = 0;
    for (String table : database.transaction("list tables", ControlRecords::tables)) {
      List<String> key = database.transaction("list keys", connection -> key(connection, table));
      List<Object> policies = List.copyOf(accountsOf.get());
      boolean accounts = table.equals(ACCOUNTS);
      String where = accounts ? whereOf(policies) : "TRUE";
      written +=
          new TableCopy(table, table, where, accounts ? policies : List.of(), key)
              .write(database, rows);
    }
    return written;
  }

  private static String whereOf(List<Object> policies) {
    return policies.isEmpty()
        ? "FALSE"
        : "tenant_id IN (SELECT id FROM tenant WHERE policy IN ("
            + String.join(", ", Collections.nCopies(policies.size(), "?"))
            + "))";
  }

  @Override
  public boolean isEmpty(Piece piece) {
    return database.transaction(
        "look for tenants",
        connection ->
            Sql.rows(connection, "SELECT 1 FROM tenant LIMIT 1", row -> row.getInt(1)).isEmpty());
  }

  @Override
  public long read(Piece piece, InputStream rows) throws IOException {
    List<String> known = database.transaction("list tables", ControlRecords::tables);
    long read =
        new TableRestore(
                database,
                name -> {
                  if (!known.contains(name)) {
                    throw new IllegalArgumentException("no table of the control plane: " + name);
                  }
                  return name;
                })
            .read(rows);
    database.transaction(
        "raise the epoch",
        connection -> Sql.update(connection, "UPDATE epoch SET value = value + 1"));
    return read;
  }

  private static List<String> tables(Connection connection) throws SQLException {
    List<String> all =
        new ArrayList<>(
            Sql.rows(
                connection,
                "SELECT table_name FROM information_schema.tables WHERE table_schema = DATABASE()"
                    + " AND table_type = 'BASE TABLE' ORDER BY table_name",
                row -> row.getString(1)));
    all.removeAll(MADE_ANEW);
    all.removeIf(table -> table.startsWith("evidence_")); // a class of its own
    all.removeIf(table -> table.startsWith("reconciliation_")); // found again
    all.removeAll(FIRST);
    all.addAll(0, FIRST);
    return all;
  }

  private static List<String> key(Connection connection, String table) throws SQLException {
    return Sql.rows(
        connection,
        "SELECT column_name FROM information_schema.key_column_usage"
            + " WHERE table_schema = DATABASE() AND table_name = ?"
            + " AND constraint_name = 'PRIMARY' ORDER BY ordinal_position",
        row -> row.getString(1),
        table);
  }
}
