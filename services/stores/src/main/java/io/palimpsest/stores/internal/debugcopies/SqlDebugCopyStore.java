package io.palimpsest.stores.internal.debugcopies;

import io.palimpsest.evidence.leaf.Cause;
import io.palimpsest.platform.debugcopies.CopyContent;
import io.palimpsest.platform.debugcopies.DebugCopy;
import io.palimpsest.platform.debugcopies.DebugCopy.Origin;
import io.palimpsest.platform.debugcopies.DebugCopyStore;
import io.palimpsest.platform.error.StoreUnavailable;
import io.palimpsest.platform.keys.DayKey;
import io.palimpsest.platform.keys.KeyRing;
import io.palimpsest.platform.keys.SubjectKey;
import io.palimpsest.platform.metering.CallId;
import io.palimpsest.platform.subjects.IdentificationErasure.HeldBy;
import io.palimpsest.platform.tenancy.AppId;
import io.palimpsest.policy.PolicyRef;
import io.palimpsest.stores.internal.objects.S3Objects;
import io.palimpsest.stores.internal.sql.Database;
import io.palimpsest.stores.internal.sql.Sql;
import io.palimpsest.stores.internal.subjects.KeyRows;
import io.palimpsest.stores.internal.subjects.Notices;
import io.palimpsest.stores.internal.subjects.Opener;
import io.palimpsest.stores.internal.subjects.Raced;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** Debug copies in MySQL and the object store. Thread-safe. */
public final class SqlDebugCopyStore implements DebugCopyStore {
  private static final int ATTEMPTS = 8;

  private final Database database;
  private final S3Objects objects;
  private final KeyRing keys;
  private final Notices notices;
  private final Opener opener;
  private final CopyErasure erasure;
  private final CopyObjects listing;

  public SqlDebugCopyStore(Database database, S3Objects objects, KeyRing keys, Notices notices) {
    this.database = database;
    this.objects = objects;
    this.keys = keys;
    this.notices = notices;
    this.opener = new Opener(keys);
    this.erasure = new CopyErasure(database, objects, notices);
    this.listing = new CopyObjects(database, objects);
  }

  @Override
  public boolean keep(DebugCopy copy, CopyContent content, BooleanSupplier allowed) {
    LocalDate day = LocalDate.ofInstant(copy.made(), notices.zone());
    String name = CopyRow.object(copy);
    Optional<SubjectKey> key = entered(copy, day, allowed);
    if (key.isEmpty()) {
      return false;
    }
    objects.put(name, key.get().seal(content.toBytes(), name));
    boolean there =
        database.transaction(
            "complete a debug copy", connection -> CopyRow.complete(connection, copy.callId()));
    if (!there) {
      objects.erase(name); // somebody erased it while it was written: it is not to come back
    }
    return there;
  }

  @Override
  public List<DebugCopy> list(Set<AppId> owners, Instant now, Optional<CallId> after, int limit) {
    if (owners.isEmpty()) {
      return List.of();
    }
    List<Object> values = new ArrayList<>(owners.stream().map(AppId::value).toList());
    values.add(Sql.utc(now));
    values.add(after.map(CallId::bytes).orElseGet(() -> new byte[16]));
    values.add(limit);
    return select(
            "list debug copies",
            "app_id IN "
                + Sql.rows(1, owners.size())
                + " AND "
                + CopyRow.READABLE
                + " AND call_id > ? ORDER BY call_id LIMIT ?",
            values.toArray())
        .stream()
        .map(CopyRow::copy)
        .toList();
  }

  @Override
  public Optional<DebugCopy> find(CallId call) {
    return select("find a debug copy", "call_id = ?", call.bytes()).stream()
        .map(CopyRow::copy)
        .findFirst();
  }

  @Override
  public Optional<CopyContent> read(CallId call, Instant now) {
    return select(
            "find a debug copy", "call_id = ? AND " + CopyRow.READABLE, call.bytes(), Sql.utc(now))
        .stream()
        .findFirst()
        .flatMap(
            row ->
                opener
                    .key(owner(row.copy()), row.day(), row.wrapped())
                    .flatMap(
                        key ->
                            objects.get(row.object()).map(bytes -> key.open(bytes, row.object()))))
        .map(CopyContent::of);
  }

  @Override
  public Set<Origin> origins() {
    return new HashSet<>(
        database.transaction(
            "ask where debug copies came from",
            connection ->
                Sql.rows(
                    connection,
                    "SELECT DISTINCT app_id, action, policy FROM debug_copy WHERE cause IS NULL",
                    row ->
                        new Origin(
                            new AppId(row.getLong(1)),
                            row.getString(2),
                            PolicyRef.parse(row.getString(3))))));
  }

  @Override
  public int eraseDue(Instant by) {
    erasure.markHeld(by);
    return erasure.goOn() + erasure.erase(Cause.PERIOD_OVER, "due_at <= ?", Sql.utc(by));
  }

  @Override
  public int eraseUnfinished(Instant before) {
    return erasure.erase(Cause.COMPLETED, "state = 'WRITING' AND made_at < ?", Sql.utc(before));
  }

  @Override
  public int erase(Origin origin, Instant madeBy, Cause cause) {
    String where = "app_id = ? AND action = ? AND policy = ? AND made_at <= ?";
    Object[] values = {
      origin.appId().value(), origin.action(), origin.policy().toString(), Sql.utc(madeBy)
    };
    return cause == Cause.PERIOD_OVER
        ? erasure.erase(cause, where, values)
        : erasure.eraseOrHide(cause, where, values);
  }

  @Override
  public int erase(AppId owner, CallId call) {
    return erasure.eraseOrHide(
        Cause.WITHDRAWN, "app_id = ? AND call_id = ?", owner.value(), call.bytes());
  }

  @Override
  public int eraseLeft(AppId appId) {
    return erasure.eraseOrHide(Cause.OFF_BOARDED, "app_id = ?", appId.value());
  }

  @Override
  public List<HeldBy> heldBy(AppId owner, CallId call) {
    return held("debug_copy.app_id = ? AND debug_copy.call_id = ?", owner.value(), call.bytes());
  }

  @Override
  public List<HeldBy> heldBy(AppId appId) {
    return held("debug_copy.app_id = ?", appId.value());
  }

  @Override
  public int sweep(Instant before) {
    List<String> strangers = new ArrayList<>();
    listing.strangers(before, strangers::add);
    strangers.forEach(objects::erase);
    return strangers.size();
  }

  /** The key to seal it under, once the duty to erase it is durable; empty when it is refused. */
  private Optional<SubjectKey> entered(DebugCopy copy, LocalDate day, BooleanSupplier allowed) {
    for (int attempt = 1; ; attempt++) {
      try {
        DayKey dayKey = keys.dayKey(day);
        SubjectKey key = dayKey.create(owner(copy));
        return database.transaction(
            "enter a debug copy",
            connection ->
                enter(connection, copy, dayKey, key, allowed)
                    ? Optional.of(key)
                    : Optional.<SubjectKey>empty());
      } catch (Raced e) {
        if (attempt == ATTEMPTS) {
          throw new StoreUnavailable(database.name(), "enter a debug copy", e);
        }
        keys.forget(day);
      }
    }
  }

  private static boolean enter(
      Connection connection, DebugCopy copy, DayKey dayKey, SubjectKey key, BooleanSupplier allowed)
      throws SQLException {
    if (!KeyRows.isThat(connection, dayKey)) {
      throw new Raced("the day's key was destroyed");
    }
    if (!allowed.getAsBoolean()) {
      return false;
    }
    CopyRow.insert(connection, copy, dayKey.day(), key.wrapped());
    return true;
  }

  /** Whose key it is: no other copy's opens as this one's. */
  private static String owner(DebugCopy copy) {
    return "debug copy " + CopyRow.object(copy);
  }

  private List<HeldBy> held(String which, Object... values) {
    return database.transaction(
        "ask what is held",
        connection ->
            Sql.rows(
                connection,
                "SELECT DISTINCT h.hold_id, h.basis, h.until_at FROM debug_copy JOIN hold_scope h"
                    + " ON h.data_class = 'DEBUG_COPY' AND (h.app_id = debug_copy.app_id"
                    + " OR h.call_id = debug_copy.call_id) WHERE "
                    + which
                    + " ORDER BY h.hold_id",
                row ->
                    new HeldBy(
                        row.getString(1),
                        row.getString(2),
                        Sql.instant(row.getObject(3, LocalDateTime.class))),
                values));
  }

  private List<CopyRow> select(String asked, String where, Object... values) {
    return database.transaction(asked, connection -> CopyRow.select(connection, where, values));
  }
}
