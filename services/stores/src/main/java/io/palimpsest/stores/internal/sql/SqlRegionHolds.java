package io.palimpsest.stores.internal.sql;

import io.palimpsest.platform.evidence.RecordLeaf;
import io.palimpsest.platform.holds.HeldScope;
import io.palimpsest.platform.holds.RegionHolds;
import io.palimpsest.platform.metering.CallId;
import io.palimpsest.platform.metering.MonitoringRecord;
import io.palimpsest.platform.subjects.Pseudonym;
import io.palimpsest.platform.tenancy.AppId;
import io.palimpsest.platform.tenancy.TenantId;
import io.palimpsest.policy.DataClass;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** The holds in force in a region, in its database. Thread-safe. */
public final class SqlRegionHolds implements RegionHolds {
  private static final String SELECT =
      "SELECT hold_id, data_class, app_id, call_id, tenant_id, name_kind, key_version, pseudonym,"
          + " basis, until_at FROM hold_scope ORDER BY number";
  private static final String INSERT =
      "INSERT INTO hold_scope (hold_id, data_class, app_id, call_id, tenant_id, name_kind,"
          + " key_version, pseudonym, basis, until_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

  private static final int BATCH = 500;

  private final Database database;

  public SqlRegionHolds(Database database) {
    this.database = database;
  }

  @Override
  public void set(Collection<HeldScope> scopes) {
    List<HeldScope> wanted = List.copyOf(scopes);
    database.transaction(
        "set what is held",
        connection -> {
          if (!read(connection).equals(wanted)) { // in one transaction: nobody sees none in between
            Sql.update(connection, "DELETE FROM hold_scope");
            for (HeldScope each : wanted) {
              insert(connection, each);
            }
          }
          return wanted;
        });
  }

  @Override
  public List<HeldScope> scopes() {
    return database.transaction("ask what is held", SqlRegionHolds::read);
  }

  @Override
  public void tell(List<Told> acts) {
    database.transaction(
        "tell of holds",
        connection -> {
          if (count(connection, "hold_told") < acts.size()) {
            for (Told act : acts) {
              tell(connection, act);
            }
          }
          return acts;
        });
  }

  @Override
  public long eraseReleased(RecordLeaf leaf) {
    long erased = 0;
    for (int batch = BATCH; batch == BATCH; erased += batch) {
      batch =
          database.transaction(
              "erase what is held no more", connection -> eraseReleased(connection, leaf));
    }
    return erased;
  }

  private static int eraseReleased(Connection connection, RecordLeaf leaf) throws SQLException {
    List<LeavingRecord> released = HeldRecords.released(connection, BATCH);
    if (!released.isEmpty()) {
      HeldRecords.erase(connection, released);
      LeavingRecord.tell(connection, released, leaf);
    }
    return released.size();
  }

  @Override
  public Optional<MonitoringRecord> kept(CallId callId) {
    return database
        .transaction(
            "find a held record",
            connection ->
                Sql.rows(
                    connection,
                    "SELECT call_id, app_id, interface, result, start_at, end_at, region, fee,"
                        + " volume FROM held_monitoring WHERE call_id = ?",
                    SqlCallLedger::record,
                    (Object) callId.bytes()))
        .stream()
        .findFirst();
  }

  @Override
  public long keptRecords() {
    return database.transaction(
        "count held records", connection -> count(connection, "held_monitoring"));
  }

  private static long count(Connection connection, String table) throws SQLException {
    try (PreparedStatement statement =
            connection.prepareStatement("SELECT COUNT(*) FROM " + table);
        ResultSet row = statement.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }

  private static void tell(Connection connection, Told act) throws SQLException {
    int first =
        Sql.update(
            connection,
            "INSERT IGNORE INTO hold_told (hold_id, ended) VALUES (?, ?)",
            act.hold(),
            act.ended());
    if (first == 1) {
      SqlEvidenceQueue.enter(connection, act.leaves());
    }
  }

  private static void insert(Connection connection, HeldScope each) throws SQLException {
    Object[] target =
        switch (each.target()) {
          case HeldScope.Target.App(AppId appId) ->
              new Object[] {appId.value(), null, null, null, null, null};
          case HeldScope.Target.Call(CallId callId) ->
              new Object[] {null, callId.bytes(), null, null, null, null};
          case HeldScope.Target.EndUser(TenantId tenant, Pseudonym name) ->
              new Object[] {
                null, null, tenant.value(), name.kind().name(), name.keyVersion(), name.bytes()
              };
        };
    List<Object> values = new ArrayList<>(List.of(each.hold(), each.dataClass().name()));
    values.addAll(java.util.Arrays.asList(target));
    values.addAll(List.of(each.basis(), Sql.utc(each.until())));
    Sql.update(connection, INSERT, values.toArray());
  }

  private static List<HeldScope> read(Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(SELECT);
        ResultSet rows = statement.executeQuery()) {
      List<HeldScope> scopes = new ArrayList<>();
      while (rows.next()) {
        scopes.add(
            new HeldScope(
                rows.getString("hold_id"),
                DataClass.valueOf(rows.getString("data_class")),
                target(rows),
                rows.getString("basis"),
                Sql.instant(rows.getObject("until_at", LocalDateTime.class))));
      }
      return scopes;
    }
  }

  private static HeldScope.Target target(ResultSet row) throws SQLException {
    byte[] call = row.getBytes("call_id");
    byte[] name = row.getBytes("pseudonym");
    if (call != null) {
      return new HeldScope.Target.Call(CallId.of(call));
    }
    return name == null
        ? new HeldScope.Target.App(new AppId(row.getLong("app_id")))
        : new HeldScope.Target.EndUser(
            new TenantId(row.getString("tenant_id")),
            new Pseudonym(
                Pseudonym.Kind.valueOf(row.getString("name_kind")),
                row.getInt("key_version"),
                HexFormat.of().formatHex(name)));
  }
}
