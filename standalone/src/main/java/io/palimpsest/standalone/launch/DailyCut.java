package io.palimpsest.standalone.launch;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * Cuts off by the day what a process writes into one file for as long as it lives, such as the
 * output of a store's server: what stands there goes to a file that bears its day, and the process
 * goes on at the beginning of the old one. A line that is written at that very moment may be lost.
 */
final class DailyCut {
  private final Clock clock;

  DailyCut(Clock clock) {
    this.clock = clock;
  }

  /**
   * Cuts what was not cut since midnight.
   *
   * @return whether there was anything
   */
  boolean cut(Path file) throws IOException {
    LocalDate yesterday = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).minusDays(1);
    if (Files.size(file) == 0) {
      return false;
    }
    LocalDate written = LogFiles.lastWritten(file);
    boolean goesOn = written.isAfter(yesterday);
    if (goesOn && Files.exists(named(file, yesterday))) {
      return false;
    }
    Path into = named(file, goesOn ? yesterday : written);
    try (OutputStream out =
        Files.newOutputStream(into, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      Files.copy(file, out);
    }
    try (FileChannel old = FileChannel.open(file, StandardOpenOption.WRITE)) {
      old.truncate(0);
    }
    return true;
  }

  /** {@code output.log} of a day is {@code output.2028-02-29.log}. */
  private static Path named(Path file, LocalDate day) {
    String name = file.getFileName().toString();
    int dot = name.lastIndexOf('.');
    return file.resolveSibling(name.substring(0, dot) + "." + day + name.substring(dot));
  }
}
