package io.palimpsest.stores.internal.subjects;

import io.palimpsest.evidence.leaf.Cause;
import io.palimpsest.platform.keys.KeyRing;
import io.palimpsest.platform.metering.CallId;
import io.palimpsest.platform.subjects.Erased;
import io.palimpsest.platform.subjects.IdentificationErasure;
import io.palimpsest.platform.subjects.Purpose;
import io.palimpsest.platform.subjects.Subject;
import io.palimpsest.platform.subjects.Withdrawn;
import io.palimpsest.platform.tenancy.AppId;
import io.palimpsest.stores.internal.objects.S3Objects;
import io.palimpsest.stores.internal.sql.Database;
import io.palimpsest.stores.internal.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Erases identification data from MySQL and the object store. Thread-safe. */
public final class SqlIdentificationErasure implements IdentificationErasure {
  /** Items in one transaction: a few locks for a few milliseconds. */
  private static final int BATCH = 500;

  private final Database database;
  private final PhotoErasure photos;
  private final ExportObjects copies;
  private final Remnants remnants;
  private final KeyRing keys;
  private final Notices notices;

  /**
   * @param objects the items' photos
   * @param exported copies of items in exports
   */
  public SqlIdentificationErasure(
      Database database, S3Objects objects, S3Objects exported, KeyRing keys, Notices notices) {
    this.database = database;
    this.photos = new PhotoErasure(database, objects);
    this.copies = new ExportObjects(database, exported);
    this.remnants = new Remnants(database, notices);
    this.keys = keys;
    this.notices = notices;
  }

  @Override
  public Erased erase(Subject subject, Cause cause) {
    Optional<ItemDeletion.Deleted> rows =
        database.transaction(
            "erase a subject", connection -> eraseRows(connection, subject, cause));
    if (rows.isEmpty()) {
      return Erased.NOTHING;
    }
    Erased erased = rows.get().erased();
    forgetKeys(erased);
    copies.eraseOf(subject.id());
    return erased.plus(
        heldBy(subject).isEmpty()
            ? photos.erase(Ids.prefix(subject.id()))
            : photos.erase(rows.get().items()));
  }

  @Override
  public List<HeldBy> heldBy(Subject subject) {
    return database.transaction(
        "ask what is held", connection -> HeldItems.of(connection, subject));
  }

  @Override
  public Erased erase(AppId owner, CallId item) {
    return whileThereAreAny(
            "erase an item",
            connection ->
                ItemDeletion.select(
                    connection,
                    "WHERE call_id = ? AND app_id = ? AND NOT held_only",
                    item.bytes(),
                    owner.value()),
            (connection, items) ->
                ItemDeletion.deleteOrHide(connection, notices, items, Cause.WITHDRAWN))
        .erased();
  }

  @Override
  public List<HeldBy> heldBy(AppId owner, CallId item) {
    return database.transaction(
        "ask what is held", connection -> HeldItems.of(connection, owner, item));
  }

  @Override
  public Withdrawn withdraw(Subject subject, Purpose purpose) {
    return whileThereAreAny(
        "withdraw a purpose",
        connection ->
            // Whoever stores holds this lock from asking whether it may until its item is there.
            SubjectRows.lock(connection, subject)
                ? ItemDeletion.select(
                    connection,
                    "WHERE subject_id = ? AND NOT held_only AND FIND_IN_SET(?, purposes) ORDER BY"
                        + " call_id LIMIT "
                        + BATCH,
                    Ids.bytes(subject.id()),
                    purpose.key())
                : List.of(),
        (connection, items) -> ItemDeletion.withdraw(connection, notices, items, purpose));
  }

  @Override
  public Withdrawn withdraw(AppId appId, Optional<String> action, Purpose purpose) {
    return withdraw(
        purpose,
        "WHERE app_id = ? AND (? = '' OR action = ?)",
        appId.value(),
        action.orElse(""),
        action.orElse(""));
  }

  @Override
  public Erased eraseExpired(Instant now) {
    database.transaction(
        "note what a hold keeps", connection -> ItemDeletion.markHeld(connection, now));
    return whileThereAreAny(
            "erase what expired",
            connection ->
                ItemDeletion.select(
                    connection,
                    "WHERE until_at <= ? AND NOT "
                        + ItemDeletion.HELD
                        + " ORDER BY until_at LIMIT "
                        + BATCH,
                    Sql.utc(now)),
            deletion(Cause.PERIOD_OVER))
        .erased();
  }

  @Override
  public Erased eraseStoredBefore(AppId appId, LocalDate before, Cause cause) {
    return whileThereAreAny(
            "erase what is kept for less time now",
            connection ->
                ItemDeletion.select(
                    connection,
                    "WHERE app_id = ? AND day < ? AND NOT "
                        + ItemDeletion.HELD
                        + " ORDER BY call_id LIMIT "
                        + BATCH,
                    appId.value(),
                    before),
            deletion(cause))
        .erased();
  }

  @Override
  public Erased eraseLeft(AppId appId) {
    return whileThereAreAny(
            "erase what was left",
            connection ->
                ItemDeletion.select(
                    connection,
                    "WHERE app_id = ? AND NOT (held_only AND "
                        + ItemDeletion.HELD
                        + ") ORDER BY call_id LIMIT "
                        + BATCH,
                    appId.value()),
            (connection, items) ->
                ItemDeletion.deleteOrHide(connection, notices, items, Cause.OFF_BOARDED))
        .erased();
  }

  @Override
  public List<HeldBy> heldBy(AppId appId) {
    return database.transaction("ask what is held", connection -> HeldItems.of(connection, appId));
  }

  @Override
  public List<LocalDate> destroyDayKeys(LocalDate before) {
    List<LocalDate> destroyed = new ArrayList<>();
    for (LocalDate day : keys.days()) {
      if (day.isBefore(before)
          && database.transaction(
              "destroy a day's key",
              connection -> KeyRows.destroyIfUnused(connection, notices, day))) {
        destroyed.add(day);
      }
    }
    keys.forgetAll();
    return destroyed;
  }

  @Override
  public Erased sweep(Instant before) {
    Erased rows = remnants.erase(before);
    forgetKeys(rows);
    return rows.plus(photos.sweep(before));
  }

  /** Empty when the subject is another tenant's. */
  private Optional<ItemDeletion.Deleted> eraseRows(
      Connection connection, Subject subject, Cause cause) throws SQLException {
    if (!SubjectRows.lock(connection, subject)) {
      // When an erasure broke off after its rows, its photos are still there.
      return SubjectRows.exists(connection, subject.id())
          ? Optional.empty()
          : Optional.of(new ItemDeletion.Deleted(List.of(), Erased.NOTHING, List.of()));
    }
    List<ItemDeletion.Item> items =
        ItemDeletion.select(connection, "WHERE subject_id = ?", (Object) Ids.bytes(subject.id()));
    ExportRows.Taken taken = ExportRows.takeOf(connection, subject.id());
    List<ItemDeletion.Item> free = ItemDeletion.hide(connection, notices, items).free();
    ItemDeletion.Deleted deleted = ItemDeletion.delete(connection, notices, free, cause);
    return Optional.of(
        new ItemDeletion.Deleted(
            free,
            deleted
                .erased()
                .plus(ItemDeletion.tidy(connection, notices, List.of(subject.id()), taken.days())),
            List.of()));
  }

  private Change deletion(Cause cause) {
    return (connection, items) -> ItemDeletion.delete(connection, notices, items, cause);
  }

  private Withdrawn withdraw(Purpose purpose, String where, Object... values) {
    List<Object> all = new ArrayList<>(List.of(values));
    all.add(purpose.key());
    return whileThereAreAny(
        "withdraw a purpose",
        connection ->
            ItemDeletion.select(
                connection,
                where
                    + " AND NOT held_only AND FIND_IN_SET(?, purposes) ORDER BY call_id LIMIT "
                    + BATCH,
                all.toArray()),
        (connection, items) -> ItemDeletion.withdraw(connection, notices, items, purpose));
  }

  @FunctionalInterface
  private interface Selection {
    List<ItemDeletion.Item> in(Connection connection) throws SQLException;
  }

  @FunctionalInterface
  private interface Change {
    /** The items that were deleted, with what they were the last of. */
    ItemDeletion.Deleted of(Connection connection, List<ItemDeletion.Item> items)
        throws SQLException;
  }

  /** One transaction after the other, each followed by the objects of what it deleted. */
  private Withdrawn whileThereAreAny(String asked, Selection selection, Change change) {
    Withdrawn all = Withdrawn.NOTHING;
    for (int touched = BATCH; touched == BATCH; ) {
      List<ItemDeletion.Item> items = new ArrayList<>();
      ItemDeletion.Deleted deleted =
          database.transaction(
              asked,
              connection -> {
                items.clear();
                items.addAll(selection.in(connection));
                ItemDeletion.lock(connection, items);
                return change.of(connection, items);
              });
      forgetKeys(deleted.erased());
      touched = items.size();
      copies.erase(deleted.copies());
      all = all.plus(new Withdrawn(touched, deleted.erased().plus(photos.erase(deleted.items()))));
    }
    return all;
  }

  private void forgetKeys(Erased erased) {
    if (erased.dayKeys() > 0) {
      keys.forgetAll();
    }
  }
}
