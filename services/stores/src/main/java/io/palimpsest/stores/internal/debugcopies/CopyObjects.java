package io.palimpsest.stores.internal.debugcopies;

import io.palimpsest.platform.metering.CallId;
import io.palimpsest.stores.internal.objects.S3Objects;
import io.palimpsest.stores.internal.sql.Database;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** The objects of a region's copies against their rows. */
record CopyObjects(Database database, S3Objects objects) {
  private static final int PAGE = 1000;

  /** Names what was written before and has no row. */
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
      Set<String> known = known(old);
      old.stream().filter(name -> !known.contains(name)).forEach(stranger);
      from = page.isEmpty() ? from : page.getLast().name();
    } while (page.size() == PAGE);
  }

  private Set<String> known(List<String> names) {
    List<CallId> calls =
        names.stream().map(CopyRow::callOf).flatMap(Optional::stream).distinct().toList();
    return database
        .transaction("find debug copies", connection -> CopyRow.of(connection, calls, ""))
        .stream()
        .map(CopyRow::object)
        .collect(Collectors.toSet());
  }
}
