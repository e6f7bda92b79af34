package io.palimpsest.stores.internal.subjects;

import io.palimpsest.platform.error.StoreUnavailable;
import io.palimpsest.platform.keys.DayKey;
import io.palimpsest.platform.keys.KeyRing;
import io.palimpsest.platform.keys.SubjectKey;
import io.palimpsest.platform.metering.CallId;
import io.palimpsest.platform.subjects.FieldName;
import io.palimpsest.platform.subjects.Identification;
import io.palimpsest.platform.subjects.IdentificationItem;
import io.palimpsest.platform.subjects.IdentificationStore;
import io.palimpsest.platform.subjects.Names;
import io.palimpsest.platform.subjects.Photo;
import io.palimpsest.platform.subjects.Pseudonym;
import io.palimpsest.platform.subjects.Storing;
import io.palimpsest.platform.subjects.Subject;
import io.palimpsest.platform.subjects.SubjectState;
import io.palimpsest.platform.tenancy.TenantId;
import io.palimpsest.stores.internal.objects.S3Objects;
import io.palimpsest.stores.internal.sql.Database;
import io.palimpsest.stores.internal.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A region's identification data in MySQL and its photos in the object store. Storing takes two
 * short transactions with the photos between them: one finds or makes the subject and its key, one
 * looks whether both are still there, asks whether it is still allowed, and writes the item. The
 * object store is never waited for inside a transaction. Thread-safe.
 */
public final class SqlIdentificationStore implements IdentificationStore {
  private static final Logger LOG = LoggerFactory.getLogger(SqlIdentificationStore.class);
  private static final int ATTEMPTS = 8;

  private final Database database;
  private final S3Objects photos;
  private final ExportObjects copies;
  private final KeyRing keys;
  private final Opener opener;
  private final Notices notices;

  /**
   * @param exported copies of items in exports
   */
  public SqlIdentificationStore(
      Database database, S3Objects photos, S3Objects exported, KeyRing keys, Notices notices) {
    this.database = database;
    this.photos = photos;
    this.copies = new ExportObjects(database, exported);
    this.keys = keys;
    this.opener = new Opener(keys);
    this.notices = notices;
  }

  @Override
  public Storing store(
      TenantId tenant,
      Names names,
      Identification content,
      List<Photo> pictures,
      BooleanSupplier stillAllowed) {
    for (int attempt = 1; ; attempt++) {
      try {
        return attempt(tenant, names, content, pictures, stillAllowed);
      } catch (Raced e) {
        if (attempt == ATTEMPTS) {
          throw new StoreUnavailable(database.name(), "store an item", e);
        }
        if (!stillAllowed.getAsBoolean()) {
          return new Storing.NotAllowed(); // what was erased meanwhile left nothing of this attempt
        }
        keys.forget(day(content));
      }
    }
  }

  @Override
  public List<SubjectState> find(TenantId tenant, Collection<Pseudonym> names) {
    return database.transaction(
        "find a subject", connection -> SubjectRows.find(connection, tenant, names));
  }

  @Override
  public List<IdentificationItem> items(Subject subject) {
    List<ItemRow> rows =
        database.transaction(
            "list a subject's items",
            connection ->
                ItemRow.select(
                    connection,
                    "WHERE s.id = ? AND s.tenant_id = ? ORDER BY i.call_id",
                    Ids.bytes(subject.id()),
                    subject.tenant().value()));
    return rows.stream().map(opener::open).flatMap(Optional::stream).toList();
  }

  @Override
  public Optional<byte[]> photo(Subject subject, CallId item, FieldName name) {
    Optional<ItemRow> row =
        database.transaction("find an item", connection -> row(connection, subject, item, ""));
    String object = Ids.object(subject.id(), item, name);
    return row.flatMap(found -> opener.key(Ids.owner(subject), found.day(), found.wrappedKey()))
        .flatMap(key -> photos.get(object).map(bytes -> key.open(bytes, object)));
  }

  @Override
  public boolean correct(Subject subject, CallId item, FieldName field, String value) {
    // Keys are opened before the transaction: they may need a connection of their own.
    Optional<SubjectKey> key =
        database
            .transaction("find an item", connection -> row(connection, subject, item, ""))
            .flatMap(row -> opener.key(Ids.owner(subject), row.day(), row.wrappedKey()));
    if (key.isEmpty()) {
      return false;
    }
    Optional<ExportRows.Taken> taken =
        database.transaction(
            "correct an item",
            connection ->
                correct(connection, subject, item, key.get(), field, value)
                    ? Optional.of(leave(connection, ExportRows.take(connection, List.of(item))))
                    : Optional.empty());
    taken.ifPresent(each -> copies.erase(each.objects()));
    return taken.isPresent();
  }

  @Override
  public boolean restrict(Subject subject, boolean restricted) {
    Optional<ExportRows.Taken> taken =
        database.transaction(
            "restrict a subject",
            connection ->
                !SubjectRows.restrict(connection, subject, restricted)
                    ? Optional.empty()
                    : Optional.of(
                        restricted
                            ? leave(connection, ExportRows.takeOf(connection, subject.id()))
                            : ExportRows.Taken.NOTHING));
    taken.ifPresent(each -> copies.erase(each.objects()));
    return taken.isPresent();
  }

  /** What was taken out of exports may have been the last that a day's key was for. */
  private ExportRows.Taken leave(Connection connection, ExportRows.Taken taken)
      throws SQLException {
    ExportRows.destroyUnused(connection, notices, taken.days());
    return taken;
  }

  private static boolean correct(
      Connection connection,
      Subject subject,
      CallId item,
      SubjectKey key,
      FieldName field,
      String value)
      throws SQLException {
    String context = Ids.context(subject, item);
    Optional<Content> content =
        row(connection, subject, item, " FOR UPDATE")
            .map(row -> Content.of(key.open(row.sealed(), context)))
            .filter(found -> found.fields().containsKey(field));
    if (content.isEmpty()) {
      return false;
    }
    Sql.update(
        connection,
        "UPDATE identification_item SET sealed = ? WHERE call_id = ?",
        key.seal(content.get().with(field, value).toBytes(), context),
        item.bytes());
    return true;
  }

  private Storing attempt(
      TenantId tenant,
      Names names,
      Identification content,
      List<Photo> pictures,
      BooleanSupplier stillAllowed) {
    DayKey dayKey = keys.dayKey(day(content));
    Place place =
        database.transaction(
            "find a subject",
            connection -> {
              Subject subject = SubjectRows.place(connection, tenant, names, content.storedAt());
              return new Place(subject, KeyRows.findOrMake(connection, subject, dayKey));
            });
    SubjectKey key = dayKey.open(Ids.owner(place.subject), place.wrappedKey);
    boolean stored;
    try {
      for (Photo picture : pictures) {
        String object = Ids.object(place.subject.id(), content.callId(), picture.name());
        photos.put(object, key.seal(picture.content(), object));
      }
      stored =
          database.transaction(
              "store an item",
              connection -> insert(connection, place, key, content, pictures, stillAllowed));
    } catch (Raced e) {
      erasePhotos(place.subject, content, pictures);
      throw e;
    }
    if (stored) {
      return new Storing.Stored(place.subject);
    }
    erasePhotos(place.subject, content, pictures);
    database.transaction(
        "leave nothing of a refused item",
        connection -> ItemDeletion.tidy(connection, notices, List.of(place.subject.id())));
    return new Storing.NotAllowed();
  }

  private boolean insert(
      Connection connection,
      Place place,
      SubjectKey key,
      Identification content,
      List<Photo> pictures,
      BooleanSupplier stillAllowed)
      throws SQLException {
    if (!SubjectRows.lock(connection, place.subject)
        || !KeyRows.isThere(connection, place.subject, day(content), place.wrappedKey)) {
      throw new Raced("the subject was erased");
    }
    if (!stillAllowed.getAsBoolean()) {
      return false;
    }
    Content sealed =
        new Content(
            content.fields(),
            pictures.stream().map(Photo::name).collect(Collectors.toSet()),
            content.attestations(),
            content.jurisdiction(),
            content.consentRecord());
    ItemRow.insert(
        connection,
        place.subject,
        day(content),
        content,
        pictures.size(),
        key.seal(sealed.toBytes(), Ids.context(place.subject, content.callId())));
    return true;
  }

  /** What cannot be erased now has no item, so the sweep finds it. */
  private void erasePhotos(Subject subject, Identification content, List<Photo> pictures) {
    for (Photo picture : pictures) {
      try {
        photos.erase(Ids.object(subject.id(), content.callId(), picture.name()));
      } catch (StoreUnavailable e) {
        LOG.warn("a photo of call {} waits for the sweep", content.callId(), e);
      }
    }
  }

  private static Optional<ItemRow> row(
      Connection connection, Subject subject, CallId item, String lock) throws SQLException {
    return ItemRow.select(
            connection,
            "WHERE i.call_id = ? AND s.id = ? AND s.tenant_id = ?" + lock,
            item.bytes(),
            Ids.bytes(subject.id()),
            subject.tenant().value())
        .stream()
        .findFirst();
  }

  private LocalDate day(Identification content) {
    return LocalDate.ofInstant(content.storedAt(), notices.zone());
  }

  private record Place(Subject subject, byte[] wrappedKey) {}
}
