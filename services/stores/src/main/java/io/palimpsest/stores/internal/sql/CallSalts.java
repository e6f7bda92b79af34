package io.palimpsest.stores.internal.sql;

import io.palimpsest.platform.evidence.Salt;
import io.palimpsest.platform.metering.CallId;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** The salts of calls' records, whatever they are kept for. */
public final class CallSalts {
  private CallSalts() {}

  /** The salts of these calls; a call whose record is gone, or was never made, has none. */
  public static Map<CallId, Salt> of(Connection connection, Collection<CallId> calls)
      throws SQLException {
    Map<CallId, Salt> salts = new HashMap<>();
    if (calls.isEmpty()) {
      return salts;
    }
    for (Tables each : Families.all(connection)) {
      String sql =
          "SELECT call_id, salt FROM "
              + each.side()
              + " WHERE call_id IN "
              + Sql.rows(1, calls.size());
      Sql.rows(
              connection,
              sql,
              row -> Map.entry(CallId.of(row.getBytes(1)), Salt.of(row.getBytes(2))),
              Sql.bytes(calls))
          .forEach(found -> salts.put(found.getKey(), found.getValue()));
    }
    return salts;
  }
}
