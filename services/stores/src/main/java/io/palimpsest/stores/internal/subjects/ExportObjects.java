package io.palimpsest.stores.internal.subjects;

import io.palimpsest.stores.internal.objects.S3Objects;
import io.palimpsest.stores.internal.sql.Database;
import io.palimpsest.stores.internal.sql.Sql;
import java.sql.Connection;
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

/** The objects of a region's exports. */
final class ExportObjects {
  private static final int PAGE = 1000;

  private final Database database;
  private final S3Objects objects;

  ExportObjects(Database database, S3Objects objects) {
    this.database = database;
    this.objects = objects;
  }

  /** Erases until the store lists nothing any more of this subject. */
  void eraseOf(UUID subject) {
    String last = "";
    List<S3Objects.Listed> there = objects.list(Ids.prefix(subject), "", PAGE);
    while (!there.isEmpty()) {
      if (there.getFirst().name().equals(last)) {
        throw new IllegalStateException("the object store lists what it was told to erase");
      }
      last = there.getFirst().name();
      objects.erase(there.stream().map(S3Objects.Listed::name).toList());
      there = objects.list(Ids.prefix(subject), "", PAGE);
    }
  }

  void erase(Collection<String> names) {
    objects.erase(names);
  }

  /** Erases what is older and in no export, whatever its name. */
  int sweep(Instant before) {
    AtomicInteger erased = new AtomicInteger();
    strangers(
        before,
        name -> {
          objects.erase(name);
          erased.incrementAndGet();
        });
    return erased.get();
  }

  /** Names what is older and in no export. */
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
      Set<String> listed = listed(old);
      old.stream().filter(name -> !listed.contains(name)).forEach(stranger);
      from = page.isEmpty() ? from : page.getLast().name();
    } while (page.size() == PAGE);
  }

  /** Those of the names that stand in an export. */
  private Set<String> listed(List<String> names) {
    List<UUID> ids =
        names.stream().map(ExportObjects::object).flatMap(Optional::stream).distinct().toList();
    return ids.isEmpty()
        ? Set.of()
        : database.transaction("find what is exported", connection -> listed(connection, ids));
  }

  private static Set<String> listed(Connection connection, List<UUID> ids) throws SQLException {
    Set<String> names = new HashSet<>();
    ExportRows.select(
            connection,
            "object_id IN " + Sql.rows(1, ids.size()),
            ids.stream().map(Ids::bytes).toArray())
        .forEach(copy -> names.add(copy.name()));
    return names;
  }

  /** Empty when it is no name of ours. */
  private static Optional<UUID> object(String name) {
    String[] parts = name.split("/", -1);
    try {
      return parts.length == 3 ? Optional.of(UUID.fromString(parts[2])) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
