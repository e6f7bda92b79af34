package io.palimpsest.standalone.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Log files of one folder, not of those within it. Days are days of UTC, as in the files' names.
 *
 * @param prefix what the names of those that are log files begin with; empty where all are
 */
public record LogFiles(Path folder, String prefix) {
  private static final Pattern DAY = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");

  /** What a process writes into for as long as it lives, since nothing in it changes files. */
  private static final List<String> NEVER_CHANGED = List.of("output.log", "console.log");

  /** All there are; none while there is no such folder. */
  List<Path> all() throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> found = Files.list(folder)) {
      return found
          .filter(Files::isRegularFile)
          .filter(file -> file.getFileName().toString().startsWith(prefix))
          .sorted()
          .toList();
    }
  }

  /** Those that somebody must cut off by the day. */
  List<Path> neverChanged() throws IOException {
    return all().stream()
        .filter(file -> NEVER_CHANGED.contains(file.getFileName().toString()))
        .toList();
  }

  /** The last day of which something may stand in the file: as it is named, else last written. */
  static LocalDate dayOf(Path file) throws IOException {
    Optional<LocalDate> named = dayIn(file.getFileName().toString());
    return named.isPresent() ? named.get() : lastWritten(file);
  }

  static LocalDate lastWritten(Path file) throws IOException {
    Instant written = Files.getLastModifiedTime(file).toInstant();
    return LocalDate.ofInstant(written, ZoneOffset.UTC);
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
