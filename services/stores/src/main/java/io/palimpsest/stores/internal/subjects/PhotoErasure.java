package io.palimpsest.stores.internal.subjects;

import io.palimpsest.platform.metering.CallId;
import io.palimpsest.platform.subjects.Erased;
import io.palimpsest.stores.internal.objects.S3Objects;
import io.palimpsest.stores.internal.sql.Database;
import io.palimpsest.stores.internal.sql.Sql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Erases photos. What is there is asked from the object store, never from our own rows. */
final class PhotoErasure {
  private static final int PAGE = 1000;

  private final Database database;
  private final S3Objects objects;

  PhotoErasure(Database database, S3Objects objects) {
    this.database = database;
    this.objects = objects;
  }

  /** Erases until the store lists nothing any more whose name begins so. */
  Erased erase(String prefix) {
    int erased = 0;
    String last = "";
    List<S3Objects.Listed> there = objects.list(prefix, "", PAGE);
    while (!there.isEmpty()) {
      if (there.getFirst().name().equals(last)) {
        throw new IllegalStateException("the object store lists what it was told to erase");
      }
      last = there.getFirst().name();
      there.forEach(each -> objects.erase(each.name()));
      erased += there.size();
      there = objects.list(prefix, "", PAGE);
    }
    return Erased.photos(erased);
  }

  /** Erases the photos of these items. */
  Erased erase(Collection<ItemDeletion.Item> items) {
    Erased erased = Erased.NOTHING;
    for (ItemDeletion.Item item : items) {
      if (item.photos() > 0) {
        erased = erased.plus(erase(Ids.prefix(item.subject(), item.callId())));
      }
    }
    return erased;
  }

  /** Erases what is older and has no item, whatever its name. */
  Erased sweep(Instant before) {
    AtomicInteger erased = new AtomicInteger();
    strangers(
        before,
        name -> {
          objects.erase(name);
          erased.incrementAndGet();
        });
    return Erased.photos(erased.get());
  }

  /** Names what is older and has no item. */
  void strangers(Instant before, Consumer<String> stranger) {
    String from = "";
    List<S3Objects.Listed> page;
    do {
      page = objects.list("", from, PAGE);
      List<String> old =
          page.stream()
              .filter(each -> each.written().isBefore(before))
              .map(S3Objects.Listed::name)
              .toList();
      Set<String> owners = owners(old);
      old.stream()
          .filter(name -> owner(name).map(each -> !owners.contains(each.text())).orElse(true))
          .forEach(stranger);
      from = page.isEmpty() ? from : page.getLast().name();
    } while (page.size() == PAGE);
  }

  private record Owner(UUID subject, CallId callId) {
    String text() {
      return Ids.prefix(subject, callId);
    }
  }

  /** The items that own these objects, among those that are there. */
  private Set<String> owners(List<String> names) {
    List<CallId> calls =
        names.stream()
            .map(PhotoErasure::owner)
            .flatMap(Optional::stream)
            .map(Owner::callId)
            .distinct()
            .toList();
    return calls.isEmpty()
        ? Set.of()
        : database.transaction("find items", connection -> owners(connection, calls));
  }

  private static Set<String> owners(Connection connection, List<CallId> calls) throws SQLException {
    String sql =
        "SELECT subject_id, call_id FROM identification_item WHERE call_id IN "
            + Sql.rows(1, calls.size());
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      Sql.setAll(statement, Sql.bytes(calls));
      try (ResultSet rows = statement.executeQuery()) {
        Set<String> owners = new HashSet<>();
        while (rows.next()) {
          owners.add(Ids.prefix(Ids.uuid(rows.getBytes(1)), CallId.of(rows.getBytes(2))));
        }
        return owners;
      }
    }
  }

  /** Empty when it is no name of a photo. */
  private static Optional<Owner> owner(String name) {
    String[] parts = name.split("/", -1);
    try {
      return parts.length == 3
          ? Optional.of(new Owner(UUID.fromString(parts[0]), CallId.parse(parts[1])))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
