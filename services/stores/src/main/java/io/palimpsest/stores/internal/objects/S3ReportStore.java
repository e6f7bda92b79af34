package io.palimpsest.stores.internal.objects;

import io.palimpsest.platform.reports.ReportName;
import io.palimpsest.platform.reports.ReportStore;
import java.util.List;
import java.util.Optional;

/** One region's reports, in the bucket of its evidence logs under {@code reports/}. Thread-safe. */
public final class S3ReportStore implements ReportStore {
  private static final String FOLDER = "reports/";
  private static final String ENDING = ".zip";

  /** Twenty years of one report each day are 7,300. */
  private static final int LISTED = 100_000;

  private final S3Objects objects;

  public S3ReportStore(S3Objects objects) {
    this.objects = objects;
  }

  @Override
  public void put(ReportName name, byte[] zip) {
    objects.put(object(name), zip);
  }

  @Override
  public List<ReportName> list() {
    return objects.list(FOLDER, "", LISTED).stream()
        .map(S3Objects.Listed::name)
        .filter(name -> name.startsWith(FOLDER) && name.endsWith(ENDING))
        .map(name -> name.substring(FOLDER.length(), name.length() - ENDING.length()))
        .flatMap(name -> ReportName.parse(name).stream())
        .toList();
  }

  @Override
  public Optional<byte[]> find(ReportName name) {
    return objects.get(object(name));
  }

  private static String object(ReportName name) {
    return FOLDER + name + ENDING;
  }
}
