package io.palimpsest.stores.internal.sql;

import io.palimpsest.platform.evidence.RecordLeaf;
import io.palimpsest.platform.evidence.Salt;
import io.palimpsest.platform.metering.CallId;
import io.palimpsest.platform.tenancy.AppId;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A monitoring record that is erased by itself, as far as its leaf needs it. */
record LeavingRecord(CallId callId, AppId appId, Optional<Salt> salt) {

  /** Of a row that begins with callId, AppID and salt. */
  static LeavingRecord of(ResultSet row) throws SQLException {
    byte @Nullable [] salt = row.getBytes(3);
    return new LeavingRecord(
        CallId.of(row.getBytes(1)),
        new AppId(row.getLong(2)),
        Optional.ofNullable(salt).map(Salt::of));
  }

  /** Enters their leaves. */
  static void tell(Connection connection, List<LeavingRecord> records, RecordLeaf leaf)
      throws SQLException {
    SqlEvidenceQueue.enter(
        connection,
        records.stream().map(each -> leaf.of(each.callId, each.appId, each.salt)).toList());
  }
}
