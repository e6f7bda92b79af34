package io.palimpsest.stores.internal.sql;

import io.palimpsest.platform.evidence.ErasedItem;
import io.palimpsest.platform.evidence.EvidenceQueue.Place;
import io.palimpsest.platform.evidence.EvidenceQueue.ShownItem;
import io.palimpsest.platform.evidence.Salt;
import io.palimpsest.platform.metering.CallId;
import io.palimpsest.platform.tenancy.AppId;
import io.palimpsest.policy.DataClass;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where the leaves of erased items stand, for as long as the records of their calls are kept. */
public final class ItemLeaves {
  private ItemLeaves() {}

  /** An item that is being erased, and the leaf that tells of it. */
  public record Told(ErasedItem item, byte[] leaf) {
    private byte @Nullable [] callId() {
      return item.salt().isPresent() ? item.callId().bytes() : null;
    }
  }

  /**
   * Enters leaves within the transaction that erases their items. Of an item whose record is gone
   * nobody can show the leaf any more, and nothing is noted.
   */
  public static void enter(Connection connection, List<Told> all) throws SQLException {
    if (all.isEmpty()) {
      return;
    }
    Sql.update(
        connection,
        "INSERT INTO evidence_notice (leaf, call_id, data_class) VALUES " + Sql.rows(all.size(), 3),
        all.stream()
            .flatMap(
                each ->
                    Stream.<@Nullable Object>of(
                        each.leaf, each.callId(), each.item.dataClass().name()))
            .toArray());
    List<ErasedItem> shown =
        all.stream().map(Told::item).filter(item -> item.salt().isPresent()).toList();
    if (!shown.isEmpty()) {
      Sql.update(
          connection,
          "INSERT INTO item_leaf (call_id, data_class, app_id, day) VALUES "
              + Sql.rows(shown.size(), 4)
              + " ON DUPLICATE KEY UPDATE call_id = item_leaf.call_id",
          shown.stream()
              .flatMap(
                  item ->
                      Stream.<Object>of(
                          item.callId().bytes(),
                          item.dataClass().name(),
                          item.appId().value(),
                          item.day()))
              .toArray());
    }
  }

  /**
   * Notes the places of those of these notices that tell of items.
   *
   * @param places by the notices' numbers
   */
  static void place(Connection connection, int year, Map<Long, Long> places) throws SQLException {
    record Numbered(long number, byte[] callId, String dataClass) {}
    List<Numbered> told =
        Sql.rows(
            connection,
            "SELECT number, call_id, data_class FROM evidence_notice"
                + " WHERE call_id IS NOT NULL AND number IN "
                + Sql.rows(1, places.size()),
            row -> new Numbered(row.getLong(1), row.getBytes(2), row.getString(3)),
            places.keySet().toArray());
    if (told.isEmpty()) {
      return;
    }
    String sql =
        "UPDATE item_leaf SET log_year = ?, leaf_index = ? WHERE call_id = ? AND data_class = ?";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (Numbered each : told) {
        Sql.setAll(statement, year, places.get(each.number), each.callId, each.dataClass);
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  /** An item that was erased, with what shows its leaf. */
  static Optional<ShownItem> find(Connection connection, CallId callId, DataClass dataClass)
      throws SQLException {
    Map<CallId, Salt> salts = CallSalts.of(connection, List.of(callId));
    return Sql.rows(
            connection,
            "SELECT app_id, day, log_year, leaf_index FROM item_leaf"
                + " WHERE call_id = ? AND data_class = ?",
            row ->
                new ShownItem(
                    new ErasedItem(
                        dataClass,
                        callId,
                        new AppId(row.getLong(1)),
                        row.getObject(2, LocalDate.class),
                        Optional.ofNullable(salts.get(callId))),
                    place(row)),
            callId.bytes(),
            dataClass.name())
        .stream()
        .findFirst();
  }

  /**
   * Forgets those of a day whose records are about to go.
   *
   * @param partition of the records
   * @param from the smallest callId that it can hold
   * @param to the smallest callId beyond it
   */
  static void forget(Connection connection, Tables tables, String partition, byte[] from, byte[] to)
      throws SQLException {
    Sql.update(
        connection,
        "DELETE item_leaf FROM item_leaf JOIN "
            + tables.side()
            + " PARTITION ("
            + partition
            + ") AS side ON side.call_id = item_leaf.call_id"
            + " WHERE item_leaf.call_id >= ? AND item_leaf.call_id < ?",
        from,
        to);
  }

  private static Optional<Place> place(ResultSet row) throws SQLException {
    long index = row.getLong(4);
    return row.wasNull() ? Optional.empty() : Optional.of(new Place(row.getInt(3), index));
  }
}
