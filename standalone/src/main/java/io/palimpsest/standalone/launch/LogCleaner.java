package io.palimpsest.standalone.launch;

import io.palimpsest.policy.RetentionPeriod;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Erases log files with the operation-log class: application logs hold AppIDs and callIds too. A
 * file's day stands in its name; one without a day in its name counts by when it was last written,
 * and is cut off by the day where the process that writes it never changes files.
 */
public final class LogCleaner {
  private static final Logger LOG = LoggerFactory.getLogger(LogCleaner.class);

  private final List<LogFiles> files;
  private final RetentionPeriod period;
  private final Clock clock;

  /**
   * @param period of the operation-log class; the shortest one where tenants' policies differ
   */
  public LogCleaner(List<LogFiles> files, RetentionPeriod period, Clock clock) {
    this.files = List.copyOf(files);
    this.period = period;
    this.clock = clock;
  }

  /**
   * What a run did.
   *
   * @param cut files that go on being written, cut off
   * @param erased files
   */
  public record Cleaned(int cut, int erased) {}

  /**
   * Cuts off and erases what is due.
   *
   * @throws IOException when a folder cannot be read, or a file not be cut off or erased
   */
  public Cleaned clean() throws IOException {
    DailyCut daily = new DailyCut(clock);
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    int cut = 0;
    int erased = 0;
    for (LogFiles each : files) {
      List<Path> live = each.neverChanged();
      for (Path file : live) {
        cut += daily.cut(file) ? 1 : 0;
      }
      for (Path file : each.all()) {
        // One that is written on would go on unseen; what stood in it was cut off.
        if (!live.contains(file) && !today.isBefore(period.goneBy(LogFiles.dayOf(file)))) {
          Files.deleteIfExists(file);
          erased++;
        }
      }
    }
    if (erased > 0) {
      LOG.info("{} log files erased, their period {} is over", erased, period.period());
    }
    return new Cleaned(cut, erased);
  }
}
