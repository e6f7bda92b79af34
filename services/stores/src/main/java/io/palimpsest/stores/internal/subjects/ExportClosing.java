package io.palimpsest.stores.internal.subjects;

import io.palimpsest.platform.exports.ExportEvent;
import io.palimpsest.platform.exports.ExportId;
import io.palimpsest.policy.decision.Attester;
import io.palimpsest.stores.internal.sql.Database;
import io.palimpsest.stores.internal.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Ends whole exports. First it is closed for whoever reads or fills it, then all keys are
 * destroyed, then objects and rows go, batch by batch; the rows are the list of what is still to be
 * erased. Each step may be done again.
 */
final class ExportClosing {
  /** Of an export {@code e}: the log does not say yet that it is gone. */
  static final String UNTOLD =
      "NOT EXISTS (SELECT 1 FROM identification_export_event v"
          + " WHERE v.export_id = e.id AND v.kind = 'ERASED')";

  private static final int BATCH = 500;
  private static final int KEYS = 5000;

  private final Database database;
  private final ExportObjects objects;
  private final Notices notices;

  ExportClosing(Database database, ExportObjects objects, Notices notices) {
    this.database = database;
    this.objects = objects;
    this.notices = notices;
  }

  int erase(ExportId export, Attester by, String reason, Instant now) {
    byte[] id = Ids.bytes(export.value());
    database.transaction(
        "close an export",
        connection ->
            Sql.update(
                connection, "UPDATE identification_export SET state = 'ERASED' WHERE id = ?", id));
    destroyKeys(id);
    int erased = 0;
    List<ExportRows.Copy> batch = batch(id);
    while (!batch.isEmpty()) {
      List<ExportRows.Copy> copies = batch;
      objects.erase(copies.stream().map(ExportRows.Copy::name).toList());
      erased +=
          database.transaction(
              "erase what was exported",
              connection -> ExportRows.delete(connection, notices, copies));
      batch = batch(id);
    }
    int all = erased;
    database.transaction(
        "log that an export is gone", connection -> tell(connection, export, by, reason, now, all));
    return erased;
  }

  private void destroyKeys(byte[] export) {
    int destroyed;
    do {
      destroyed =
          database.transaction(
              "destroy an export's keys",
              connection ->
                  Sql.update(
                      connection,
                      "UPDATE identification_export_item SET wrapped = ''"
                          + " WHERE export_id = ? AND wrapped <> '' LIMIT "
                          + KEYS,
                      export));
    } while (destroyed == KEYS);
  }

  private List<ExportRows.Copy> batch(byte[] export) {
    return database.transaction(
        "list what is in an export",
        connection ->
            ExportRows.select(connection, "export_id = ? ORDER BY call_id LIMIT " + BATCH, export));
  }

  private static boolean tell(
      Connection connection, ExportId id, Attester by, String reason, Instant now, int items)
      throws SQLException {
    boolean untold =
        !ExportRow.select(
                connection, "WHERE e.id = ? AND " + UNTOLD + " FOR UPDATE", Ids.bytes(id.value()))
            .isEmpty();
    if (untold) {
      ExportLog.append(
          connection, id, ExportEvent.Kind.ERASED, Optional.of(now), by, reason, items);
    }
    return untold;
  }
}
