package io.palimpsest.platform.testkit;

import io.palimpsest.platform.reports.ReportName;
import io.palimpsest.platform.reports.ReportStore;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** Reports in memory. Thread-safe. */
public final class InMemoryReports implements ReportStore {
  private final Map<ReportName, byte[]> reports =
      new ConcurrentSkipListMap<>(Comparator.comparing(ReportName::toString));

  @Override
  public void put(ReportName name, byte[] zip) {
    reports.put(name, zip.clone());
  }

  @Override
  public List<ReportName> list() {
    return List.copyOf(reports.keySet());
  }

  @Override
  public Optional<byte[]> find(ReportName name) {
    return Optional.ofNullable(reports.get(name)).map(byte[]::clone);
  }
}
