package io.palimpsest.stores.internal.subjects;

import io.palimpsest.platform.exports.Export;
import io.palimpsest.platform.exports.ExportEvent;
import io.palimpsest.platform.exports.ExportId;
import io.palimpsest.platform.exports.ExportStore;
import io.palimpsest.platform.exports.ExportedItem;
import io.palimpsest.platform.exports.Usable;
import io.palimpsest.platform.keys.KeyRing;
import io.palimpsest.platform.metering.CallId;
import io.palimpsest.platform.subjects.Purpose;
import io.palimpsest.policy.decision.Attester;
import io.palimpsest.stores.internal.objects.S3Objects;
import io.palimpsest.stores.internal.sql.Database;
import io.palimpsest.stores.internal.sql.Sql;
import io.palimpsest.stores.internal.sql.SqlEvidenceQueue;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Exports in MySQL and the object store. Thread-safe. */
public final class SqlExportStore implements ExportStore {
  private final Database database;
  private final ExportFiller filler;
  private final ExportClosing closing;
  private final ExportObjects exported;
  private final S3Objects objects;
  private final Opener opener;

  /**
   * @param objects of the exports
   */
  public SqlExportStore(
      Database database, S3Objects objects, KeyRing keys, ExportFiller filler, Notices notices) {
    this.database = database;
    this.objects = objects;
    this.opener = new Opener(keys);
    this.filler = filler;
    this.exported = new ExportObjects(database, objects);
    this.closing = new ExportClosing(database, exported, notices);
  }

  @Override
  public void request(Export export) {
    database.transaction(
        "enter an export",
        connection -> {
          ExportRow.insert(connection, export);
          ExportLog.append(
              connection,
              new ExportEvent(
                  export.id(),
                  ExportEvent.Kind.REQUESTED,
                  export.requestedAt(),
                  export.by(),
                  export.reason(),
                  0));
          return export;
        });
  }

  @Override
  public Optional<Usable> usable(CallId item, Purpose purpose, Instant now) {
    return filler.usable(item, purpose, now);
  }

  @Override
  public boolean add(ExportId export, CallId item, Instant now, Predicate<Usable> allowed) {
    return filler.add(export, item, now, allowed);
  }

  @Override
  public boolean finish(ExportId export, Instant until, int refused, Instant now) {
    return database.transaction(
        "complete an export", connection -> finish(connection, export, until, refused, now));
  }

  @Override
  public List<Export> exports() {
    return database.transaction(
        "list exports",
        connection -> ExportRow.select(connection, "ORDER BY e.requested_at, e.id"));
  }

  @Override
  public Optional<Export> find(ExportId export) {
    return database.transaction("find an export", connection -> find(connection, export));
  }

  @Override
  public List<CallId> items(ExportId export, Optional<CallId> after, int limit) {
    return database
        .transaction(
            "list what is in an export",
            connection ->
                ExportRows.select(
                    connection,
                    "export_id = ? AND call_id > ? ORDER BY call_id LIMIT ?",
                    Ids.bytes(export.value()),
                    after.map(CallId::bytes).orElseGet(() -> new byte[16]),
                    limit))
        .stream()
        .map(ExportRows.Copy::callId)
        .toList();
  }

  @Override
  public Optional<ExportedItem> read(ExportId export, CallId item) {
    return database
        .transaction(
            "find what is exported", connection -> ExportRows.find(connection, export, item))
        .filter(copy -> copy.wrapped().length > 0)
        .flatMap(
            copy ->
                opener
                    .key(copy.name(), copy.day(), copy.wrapped())
                    .flatMap(
                        key -> objects.get(copy.name()).map(bytes -> key.open(bytes, copy.name()))))
        .map(ExportContent::of);
  }

  @Override
  public int erase(ExportId export, Attester by, String reason, Instant now) {
    return closing.erase(export, by, reason, now);
  }

  @Override
  public List<ExportId> due(Instant now) {
    return database
        .transaction(
            "find exports that are due",
            connection ->
                ExportRow.select(
                    connection,
                    "WHERE (e.state <> 'ERASED' AND e.until_at <= ?) OR (e.state = 'ERASED' AND "
                        + ExportClosing.UNTOLD
                        + ") ORDER BY e.until_at",
                    Sql.utc(now)))
        .stream()
        .map(Export::id)
        .toList();
  }

  @Override
  public int sweep(Instant before) {
    return exported.sweep(before);
  }

  @Override
  public void note(ExportEvent event) {
    database.transaction(
        "log what was done with an export",
        connection -> {
          ExportLog.append(connection, event);
          return event;
        });
  }

  @Override
  public List<ExportEvent> events(ExportId export) {
    return database.transaction(
        "read an export's log",
        connection ->
            ExportLog.select(
                connection, "export_id = ? ORDER BY number", Ids.bytes(export.value())));
  }

  @Override
  public List<ExportEvent> untold(int limit) {
    return database.transaction(
        "find what is to be told of exports",
        connection -> ExportLog.select(connection, "NOT told ORDER BY number LIMIT ?", limit));
  }

  @Override
  public void tell(long number, List<byte[]> leaves) {
    database.transaction(
        "tell of an export",
        connection -> {
          int first =
              Sql.update(
                  connection,
                  "UPDATE identification_export_event SET told = TRUE"
                      + " WHERE number = ? AND NOT told",
                  number);
          if (first == 1) {
            SqlEvidenceQueue.enter(connection, leaves);
          }
          return first;
        });
  }

  private static Optional<Export> find(Connection connection, ExportId export) throws SQLException {
    return ExportRow.select(connection, "WHERE e.id = ?", Ids.bytes(export.value())).stream()
        .findFirst();
  }

  private static boolean finish(
      Connection connection, ExportId id, Instant until, int refused, Instant now)
      throws SQLException {
    Export export = find(connection, id).orElseThrow();
    int changed =
        Sql.update(
            connection,
            "UPDATE identification_export SET state = 'READY', given = ?, refused = ?,"
                + " until_at = LEAST(until_at, ?) WHERE id = ? AND state = 'QUEUED'",
            export.there(),
            refused,
            Sql.utc(until),
            Ids.bytes(id.value()));
    if (changed == 0) {
      return false;
    }
    ExportLog.append(
        connection,
        new ExportEvent(
            id, ExportEvent.Kind.FINISHED, now, export.by(), export.reason(), export.there()));
    return true;
  }
}
