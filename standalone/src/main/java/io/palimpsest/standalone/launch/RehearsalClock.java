package io.palimpsest.standalone.launch;

import io.palimpsest.standalone.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Map;

/**
 * The clock of every command: the machine's own, or, where {@code PALIMPSEST_CLOCK_AHEAD} says so,
 * one that is ahead of it, for rehearsals of what midnight and the end of a period bring. What is
 * erased ahead of its time is erased for good, so only the embedded default takes it, and a data
 * folder that was ahead once is never started behind that again.
 */
public final class RehearsalClock {
  /** Such as {@code P1D} or {@code PT6H} (ISO 8601, days of 24 hours). */
  public static final String VARIABLE = "PALIMPSEST_CLOCK_AHEAD";

  private RehearsalClock() {}

  /** The clock of this process. */
  public static Clock ofThisProcess() {
    return of(System.getenv());
  }

  /**
   * The clock that an environment asks for.
   *
   * @throws UserError when what it says is no duration, or goes back
   */
  public static Clock of(Map<String, String> environment) {
    return Clock.offset(Clock.systemUTC(), ahead(environment));
  }

  /**
   * Remembers how far ahead a data folder's installation is.
   *
   * @throws UserError when it was further ahead before
   */
  public static void remember(DataFolder folder, Map<String, String> environment) {
    Duration ahead = ahead(environment);
    Path file = folder.root().resolve("clock-ahead");
    Duration before = Files.exists(file) ? read(file) : Duration.ZERO;
    if (ahead.compareTo(before) < 0) {
      throw new UserError(
          "the data folder "
              + folder.root()
              + " was started "
              + before
              + " ahead of the clock, for a rehearsal; what happened then lies in the future of an earlier start. Set "
              + VARIABLE
              + " to "
              + before
              + " or more, or take another folder.");
    }
    if (!ahead.isZero()) {
      DataFolder.writePrivately(file, ahead + "\n");
    }
  }

  private static Duration ahead(Map<String, String> environment) {
    String text = environment.getOrDefault(VARIABLE, "").strip();
    return text.isEmpty() ? Duration.ZERO : parse(text, VARIABLE);
  }

  private static Duration read(Path file) {
    try {
      return parse(Files.readString(file).strip(), file.toString());
    } catch (IOException e) {
      throw UserError.of(file + " cannot be read", e);
    }
  }

  private static Duration parse(String text, String where) {
    try {
      Duration ahead = Duration.parse(text);
      if (!ahead.isNegative()) {
        return ahead;
      }
    } catch (DateTimeException e) {
      // told below
    }
    throw new UserError(where + " must be a duration such as P1D or PT6H, not " + text);
  }
}
