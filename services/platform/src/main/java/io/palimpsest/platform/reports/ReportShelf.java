package io.palimpsest.platform.reports;

import io.palimpsest.platform.tenancy.Region;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The reports of several regions, for whoever may read those of some. Thread-safe. */
public final class ReportShelf {
  private final Map<Region, ReportStore> stores;

  public ReportShelf(Map<Region, ReportStore> stores) {
    this.stores = Map.copyOf(stores);
  }

  /** The reports of these regions, region by region. */
  public List<ReportName> list(Collection<Region> regions) {
    return regions.stream()
        .sorted(java.util.Comparator.comparing(Region::name))
        .flatMap(region -> Optional.ofNullable(stores.get(region)).stream())
        .flatMap(store -> store.list().stream())
        .toList();
  }

  /** A package, if it is of one of these regions. */
  public Optional<byte[]> find(Collection<Region> regions, ReportName name) {
    return Optional.ofNullable(stores.get(name.region()))
        .filter(_ -> regions.contains(name.region()))
        .flatMap(store -> store.find(name));
  }
}
