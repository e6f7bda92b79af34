package io.palimpsest.platform.simulation;

import io.palimpsest.platform.erasure.UploadKey;
import io.palimpsest.platform.erasure.UploadStore;
import io.palimpsest.platform.tenancy.AppId;
import io.palimpsest.policy.DataClass;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Uploads that are under work or were left behind: the bucket's own listing. */
public record UploadStock(UploadStore uploads, ZoneId zone) implements Stock {
  /** Far above what may be under work at once. */
  private static final int LISTED = 100_000;

  @Override
  public DataClass dataClass() {
    return DataClass.UPLOAD_AND_RESULT;
  }

  @Override
  public String store() {
    return "object store";
  }

  @Override
  public List<Amount> amounts(Set<AppId> owners) {
    return amounts(key -> owners.contains(key.appId()));
  }

  @Override
  public List<Amount> amounts() {
    return amounts(_ -> true);
  }

  private List<Amount> amounts(Predicate<UploadKey> mine) {
    Map<LocalDate, Long> days =
        uploads.list(LISTED).stream()
            .flatMap(name -> UploadKey.parse(name).stream())
            .filter(mine)
            .collect(Collectors.groupingBy(UploadKey::day, Collectors.counting()));
    return days.entrySet().stream()
        .map(
            each ->
                new Amount(
                    each.getKey(),
                    each.getKey().plusDays(1).atStartOfDay(zone).toInstant(),
                    each.getValue()))
        .toList();
  }
}
