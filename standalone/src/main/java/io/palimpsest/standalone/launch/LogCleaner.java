package io.palimpsest.standalone.launch;

import io.palimpsest.policy.RetentionPeriod;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Erases log files with the operation-log class: application logs hold AppIDs and callIds too. A
 * file's day stands in its name; one without a day in its name counts by when it was last written.
 */
public final class LogCleaner {
  private static final Logger LOG = LoggerFactory.getLogger(LogCleaner.class);
  private static final Pattern DAY = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");

  private final Path folder;
  private final RetentionPeriod period;
  private final Clock clock;

  /**
   * @param period of the operation-log class; the shortest one where tenants' policies differ
   */
  public LogCleaner(Path folder, RetentionPeriod period, Clock clock) {
    this.folder = folder;
    this.period = period;
    this.clock = clock;
  }

  /**
   * Erases what must be gone.
   *
   * @return how many files were erased
   * @throws IOException when the folder cannot be read or a file cannot be erased
   */
  public int clean() throws IOException {
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    List<Path> files;
    try (Stream<Path> found = Files.walk(folder)) {
      files = found.filter(Files::isRegularFile).toList();
    }
    int erased = 0;
    for (Path file : files) {
      if (!today.isBefore(period.goneBy(dayOf(file)))) {
        Files.deleteIfExists(file);
        erased++;
      }
    }
    if (erased > 0) {
      LOG.info("{} log files erased, their period {} is over", erased, period.period());
    }
    return erased;
  }

  private static LocalDate dayOf(Path file) throws IOException {
    Optional<LocalDate> named = dayIn(file.getFileName().toString());
    return named.isPresent()
        ? named.get()
        : LocalDate.ofInstant(Files.getLastModifiedTime(file).toInstant(), ZoneOffset.UTC);
  }

  private static Optional<LocalDate> dayIn(String name) {
    Matcher match = DAY.matcher(name);
    try {
      return match.find() ? Optional.of(LocalDate.parse(match.group())) : Optional.empty();
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
