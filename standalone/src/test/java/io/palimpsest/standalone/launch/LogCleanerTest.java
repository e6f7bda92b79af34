package io.palimpsest.standalone.launch;

import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.policy.RetentionPeriod;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogCleanerTest {
  private static final RetentionPeriod THREE_MONTHS = RetentionPeriod.parse("P3M");

  @TempDir private Path folder;

  @Test
  void fileShouldGoOnTheFirstDayAfterItsPeriod() throws IOException {
    Path last = file("palimpsest.2028-02-29.log");
    Path kept = file("palimpsest.2028-03-01.log");

    int erased = cleaner("2028-05-30T00:00:00Z").clean();

    assertThat(erased).isOne();
    assertThat(last).doesNotExist();
    assertThat(kept).exists();
  }

  @Test
  void fileShouldStayToTheEndOfItsLastDay() throws IOException {
    Path file = file("palimpsest.2028-02-29.log");

    int erased = cleaner("2028-05-29T23:59:59Z").clean();

    assertThat(erased).isZero();
    assertThat(file).exists();
  }

  @Test
  void fileWithoutADayShouldCountByItsLastWriting() throws IOException {
    Path file = file("console.log");
    Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2028-01-01T10:00:00Z")));

    int erased = cleaner("2028-04-02T00:00:00Z").clean();

    assertThat(erased).isOne();
  }

  private Path file(String name) throws IOException {
    return Files.writeString(folder.resolve(name), "line");
  }

  private LogCleaner cleaner(String now) {
    return new LogCleaner(folder, THREE_MONTHS, Clock.fixed(Instant.parse(now), ZoneOffset.UTC));
  }
}
