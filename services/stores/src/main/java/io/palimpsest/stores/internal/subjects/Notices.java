package io.palimpsest.stores.internal.subjects;

import io.palimpsest.evidence.leaf.Cause;
import io.palimpsest.platform.evidence.DestroyedKey;
import io.palimpsest.platform.evidence.ErasedItem;
import io.palimpsest.platform.evidence.LeafWords;
import io.palimpsest.platform.evidence.Salt;
import io.palimpsest.platform.metering.CallId;
import io.palimpsest.platform.tenancy.Region;
import io.palimpsest.policy.DataClass;
import io.palimpsest.stores.internal.sql.CallSalts;
import io.palimpsest.stores.internal.sql.ItemLeaves;
import io.palimpsest.stores.internal.sql.SqlEvidenceQueue;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the region's evidence log is to tell of identification data, entered within the transaction
 * that erases it.
 */
public record Notices(Region region, ZoneId zone, Clock clock) {

  /**
   * Tells of items that are deleted.
   *
   * @param cause of those that no hold hid before
   */
  void erased(Connection connection, List<ItemDeletion.Item> items, Cause cause)
      throws SQLException {
    Instant now = clock.instant();
    Map<CallId, Salt> salts =
        CallSalts.of(connection, items.stream().map(ItemDeletion.Item::callId).toList());
    ItemLeaves.enter(
        connection, items.stream().map(item -> told(item, salts, cause, now)).toList());
  }

  /** Tells of keys that are destroyed. */
  void destroyed(Connection connection, List<DestroyedKey> keys) throws SQLException {
    Instant now = clock.instant();
    SqlEvidenceQueue.enter(
        connection, keys.stream().map(key -> key.leaf(region.name(), now)).toList());
  }

  private ItemLeaves.Told told(
      ItemDeletion.Item item, Map<CallId, Salt> salts, Cause cause, Instant now) {
    Cause why = item.hidden() ? Cause.WITHDRAWN : cause; // which is why it was hidden
    boolean late =
        why == Cause.PERIOD_OVER && !item.wasHeld() && day(now).isAfter(day(item.until()));
    ErasedItem erased =
        new ErasedItem(
            DataClass.IDENTIFICATION,
            item.callId(),
            item.appId(),
            item.day(),
            Optional.ofNullable(salts.get(item.callId())));
    return new ItemLeaves.Told(
        erased, erased.leaf(region.name(), why, late, LeafWords.of(item.policy()), now));
  }

  private LocalDate day(Instant instant) {
    return LocalDate.ofInstant(instant, zone);
  }
}
