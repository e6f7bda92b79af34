package io.palimpsest.stores.internal.subjects;

import io.palimpsest.platform.error.StoreUnavailable;
import io.palimpsest.platform.exports.ExportId;
import io.palimpsest.platform.exports.ExportedItem;
import io.palimpsest.platform.exports.Usable;
import io.palimpsest.platform.keys.DayKey;
import io.palimpsest.platform.keys.KeyRing;
import io.palimpsest.platform.keys.SubjectKey;
import io.palimpsest.platform.metering.CallId;
import io.palimpsest.platform.subjects.FieldName;
import io.palimpsest.platform.subjects.IdentificationItem;
import io.palimpsest.platform.subjects.Photo;
import io.palimpsest.platform.subjects.Pseudonym;
import io.palimpsest.platform.subjects.Pseudonyms;
import io.palimpsest.platform.subjects.Purpose;
import io.palimpsest.platform.subjects.Subject;
import io.palimpsest.stores.internal.objects.S3Objects;
import io.palimpsest.stores.internal.sql.Database;
import io.palimpsest.stores.internal.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts copies of items into exports. The object is written first, under a new key; the key becomes
 * known only in a transaction that locks the subject and the item and finds both as they were.
 * Whoever withdraws, restricts or corrects takes the same locks, so it either comes before, and
 * then nothing is added, or after, and then it takes the copy out.
 */
public final class ExportFiller {
  private static final Logger LOG = LoggerFactory.getLogger(ExportFiller.class);
  private static final int ATTEMPTS = 8;

  private static final String USABLE =
      "WHERE i.call_id = ? AND " + SqlIdentificationInventory.USABLE;

  private final Database database;
  private final S3Objects photos;
  private final S3Objects objects;
  private final KeyRing keys;
  private final Opener opener;
  private final Pseudonyms pseudonyms;
  private final ZoneId zone;

  /**
   * @param photos where the items' photos are
   * @param objects of the exports
   */
  public ExportFiller(
      Database database, S3Objects photos, S3Objects objects, KeyRing keys, ZoneId zone) {
    this.database = database;
    this.photos = photos;
    this.objects = objects;
    this.keys = keys;
    this.opener = new Opener(keys);
    this.pseudonyms = new Pseudonyms(keys);
    this.zone = zone;
  }

  Optional<Usable> usable(CallId item, Purpose purpose, Instant now) {
    return found(item, purpose, now)
        .flatMap(found -> opener.open(found.row).map(stored -> new Usable(stored, found.names)));
  }

  boolean add(ExportId export, CallId item, Instant now, Predicate<Usable> allowed) {
    for (int attempt = 1; ; attempt++) {
      try {
        return attempt(export, item, now, allowed);
      } catch (Raced e) {
        if (attempt == ATTEMPTS) {
          throw new StoreUnavailable(database.name(), "add an item to an export", e);
        }
        keys.forget(LocalDate.ofInstant(now, zone));
      }
    }
  }

  private boolean attempt(ExportId export, CallId item, Instant now, Predicate<Usable> allowed) {
    Optional<Purpose> purpose =
        database.transaction(
            "find an export", connection -> ExportRow.takesItems(connection, export, ""));
    Optional<Found> found = purpose.flatMap(each -> found(item, each, now));
    Optional<IdentificationItem> stored = found.flatMap(each -> opener.open(each.row));
    Optional<List<Photo>> pictures = stored.flatMap(each -> photos(found.orElseThrow().row, each));
    if (pictures.isEmpty()) {
      return false;
    }
    ItemRow row = found.orElseThrow().row;
    DayKey dayKey = keys.dayKey(LocalDate.ofInstant(now, zone));
    UUID object = UUID.randomUUID();
    String name = Ids.prefix(row.subject().id(), item) + object;
    SubjectKey key = dayKey.create(name);
    ExportRows.Copy copy =
        new ExportRows.Copy(export, item, row.subject().id(), object, dayKey.day(), key.wrapped());
    boolean inserted = false;
    try {
      objects.put(
          name, key.seal(ExportContent.toBytes(given(export, stored.get(), pictures.get())), name));
      Adding adding =
          database.transaction(
              "add an item to an export",
              connection ->
                  insert(
                      connection,
                      new Attempt(copy, row, stored.get(), purpose.get(), dayKey),
                      now,
                      allowed));
      inserted = adding == Adding.ADDED;
      return adding != Adding.REFUSED;
    } finally {
      if (!inserted) {
        eraseObject(name);
      }
    }
  }

  private enum Adding {
    ADDED,
    THERE,
    REFUSED
  }

  private record Attempt(
      ExportRows.Copy copy,
      ItemRow row,
      IdentificationItem stored,
      Purpose purpose,
      DayKey dayKey) {}

  private static Adding insert(
      Connection connection, Attempt attempt, Instant now, Predicate<Usable> allowed)
      throws SQLException {
    Subject subject = attempt.row.subject();
    if (!SubjectRows.lock(connection, subject)) {
      return Adding.REFUSED;
    }
    Optional<ItemRow> row =
        row(connection, attempt.row.callId(), attempt.purpose, now, " LOCK IN SHARE MODE");
    if (row.isEmpty()
        || ExportRow.takesItems(connection, attempt.copy.export(), "LOCK IN SHARE MODE")
            .isEmpty()) {
      return Adding.REFUSED;
    }
    if (!Arrays.equals(row.get().sealed(), attempt.row.sealed())) {
      throw new Raced("the item was corrected");
    }
    if (!KeyRows.isThat(connection, attempt.dayKey)) {
      throw new Raced("the day's key was destroyed");
    }
    if (!allowed.test(new Usable(attempt.stored, SubjectRows.names(connection, subject)))) {
      return Adding.REFUSED;
    }
    return ExportRows.insert(connection, attempt.copy, attempt.purpose)
        ? Adding.ADDED
        : Adding.THERE;
  }

  private ExportedItem given(ExportId export, IdentificationItem stored, List<Photo> pictures) {
    String place = export.toString();
    Subject subject = stored.subject();
    return ExportedItem.of(
        pseudonyms.inside(place, subject.tenant(), stored.content().callId().toString()),
        pseudonyms.inside(place, subject.tenant(), subject.id().toString()),
        stored,
        pictures);
  }

  /** Empty when one is gone: then the item is going, too. */
  private Optional<List<Photo>> photos(ItemRow row, IdentificationItem stored) {
    List<Photo> pictures = new ArrayList<>();
    if (stored.photos().isEmpty()) {
      return Optional.of(pictures);
    }
    Optional<SubjectKey> key = opener.key(Ids.owner(row.subject()), row.day(), row.wrappedKey());
    for (FieldName name : stored.photos()) {
      String object = Ids.object(row.subject().id(), row.callId(), name);
      Optional<byte[]> content =
          key.flatMap(open -> photos.get(object).map(bytes -> open.open(bytes, object)));
      if (content.isEmpty()) {
        return Optional.empty();
      }
      pictures.add(new Photo(name, content.get()));
    }
    return Optional.of(pictures);
  }

  /** What cannot be erased now is in no export, so the sweep finds it; nothing opens it. */
  private void eraseObject(String name) {
    try {
      objects.erase(name);
    } catch (StoreUnavailable e) {
      LOG.warn("an object of an export waits for the sweep", e);
    }
  }

  private Optional<Found> found(CallId item, Purpose purpose, Instant now) {
    return database.transaction(
        "find an item",
        connection -> {
          Optional<ItemRow> row = row(connection, item, purpose, now, "");
          return row.isEmpty()
              ? Optional.empty()
              : Optional.of(
                  new Found(row.get(), SubjectRows.names(connection, row.get().subject())));
        });
  }

  private static Optional<ItemRow> row(
      Connection connection, CallId item, Purpose purpose, Instant now, String lock)
      throws SQLException {
    return ItemRow.select(connection, USABLE + lock, item.bytes(), Sql.utc(now), purpose.key())
        .stream()
        .findFirst();
  }

  private record Found(ItemRow row, List<Pseudonym> names) {}
}
