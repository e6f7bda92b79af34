package io.palimpsest.stores.internal.sql;

import io.palimpsest.platform.backups.BackupClass;
import io.palimpsest.platform.backups.BackupStore;
import io.palimpsest.platform.backups.Piece;
import io.palimpsest.platform.metering.CallId;
import io.palimpsest.platform.tenancy.Region;
import io.palimpsest.policy.RetentionPeriod;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A region's monitoring records by the day, with what stands beside them. */
public final class MonitoringBackup implements BackupStore {
  private static final byte[] FIRST = new byte[16];

  private final Region region;
  private final ZoneId zone;
  private final Database database;
  private final SqlMonitoringPartitions partitions;

  public MonitoringBackup(
      Region region, ZoneId zone, Database database, SqlMonitoringPartitions partitions) {
    this.region = region;
    this.zone = zone;
    this.database = database;
    this.partitions = partitions;
  }

  @Override
  public BackupClass kind() {
    return BackupClass.MONITORING;
  }

  @Override
  public String place() {
    return region.name();
  }

  @Override
  public ZoneId zone() {
    return zone;
  }

  @Override
  public int schema() {
    return database.schema();
  }

  @Override
  public List<Piece> pieces() {
    List<Piece> pieces = new ArrayList<>();
    for (Tables each : database.transaction("list tables", Families::all)) {
      for (LocalDate day : partitions.days(each.period())) {
        pieces.add(new Piece(Optional.of(each.period()), day));
      }
    }
    return pieces;
  }

  @Override
  public long write(Piece piece, OutputStream rows) throws IOException {
    Tables tables = tables(piece);
    long written = 0;
    for (TableCopy each : copies(tables, piece.day())) {
      written += each.write(database, rows);
    }
    return written;
  }

  @Override
  public boolean isEmpty(Piece piece) {
    Tables tables = tables(piece);
    return database.transaction(
        "look for a day",
        connection -> {
          for (Tables each : Families.all(connection)) {
            if (each.equals(tables)) {
              return isEmpty(connection, tables, piece.day());
            }
          }
          return true;
        });
  }

  @Override
  public long read(Piece piece, InputStream rows) throws IOException {
    Tables tables = tables(piece);
    partitions.makeRoom(tables.period(), piece.day());
    return new TableRestore(database, name -> name + "_" + tables.period().suffix()).read(rows);
  }

  private boolean isEmpty(Connection connection, Tables tables, LocalDate day) throws SQLException {
    boolean records =
        Sql.rows(
                connection,
                "SELECT 1 FROM "
                    + tables.monitoring()
                    + " WHERE call_id >= ? AND call_id < ? LIMIT 1",
                row -> row.getInt(1),
                bound(day),
                bound(day.plusDays(1)))
            .isEmpty();
    return records
        && Sql.rows(
                connection,
                "SELECT 1 FROM " + tables.usage() + " WHERE day = ? LIMIT 1",
                row -> row.getInt(1),
                day)
            .isEmpty();
  }

  /** The first day's partition also holds what is older. */
  private List<TableCopy> copies(Tables tables, LocalDate day) {
    List<LocalDate> days = partitions.days(tables.period());
    byte[] from = !days.isEmpty() && days.getFirst().equals(day) ? FIRST : bound(day);
    List<Object> ids = List.of(from, bound(day.plusDays(1)));
    List<TableCopy> copies = new ArrayList<>();
    for (String table : tables.partitioned()) {
      copies.add(
          new TableCopy(
              logical(table, tables),
              table,
              "call_id >= ? AND call_id < ?",
              ids,
              List.of("call_id")));
    }
    copies.add(
        new TableCopy(
            logical(tables.usage(), tables),
            tables.usage(),
            "day = ?",
            List.of(day),
            List.of("app_id", "interface", "secret_id", "result")));
    return copies;
  }

  private static String logical(String table, Tables tables) {
    return table.substring(0, table.length() - tables.period().suffix().length() - 1);
  }

  private static Tables tables(Piece piece) {
    RetentionPeriod period =
        piece
            .period()
            .orElseThrow(() -> new IllegalArgumentException("records are kept for a period"));
    return Tables.of(period);
  }

  private byte[] bound(LocalDate day) {
    return CallId.lowerBound(day.atStartOfDay(zone).toInstant());
  }
}
