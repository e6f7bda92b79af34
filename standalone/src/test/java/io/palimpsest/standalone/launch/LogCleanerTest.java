package io.palimpsest.standalone.launch;

import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.policy.RetentionPeriod;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogCleanerTest {
  private static final RetentionPeriod THREE_MONTHS = RetentionPeriod.parse("P3M");

  @TempDir private Path folder;

  @Test
  void fileShouldGoOnTheFirstDayAfterItsPeriod() throws IOException {
    Path last = file("palimpsest.2028-02-29.log");
    Path kept = file("palimpsest.2028-03-01.log");

    int erased = cleaner("2028-05-30T00:00:00Z").clean().erased();

    assertThat(erased).isOne();
    assertThat(last).doesNotExist();
    assertThat(kept).exists();
  }

  @Test
  void fileShouldStayToTheEndOfItsLastDay() throws IOException {
    Path file = file("palimpsest.2028-02-29.log");

    int erased = cleaner("2028-05-29T23:59:59Z").clean().erased();

    assertThat(erased).isZero();
    assertThat(file).exists();
  }

  @Test
  void fileWithoutADayShouldCountByItsLastWriting() throws IOException {
    Path file = file("elasticsearch.json");
    written(file, "2028-01-01T10:00:00Z");

    int erased = cleaner("2028-04-02T00:00:00Z").clean().erased();

    assertThat(erased).isOne();
  }

  @Test
  void whatAProcessWritesForAsLongAsItLivesShouldGoDayByDay() throws IOException {
    Path output = file("output.log");
    try (Writer process =
        Files.newBufferedWriter(output, StandardOpenOption.APPEND)) { // as a child's output is
      for (LocalDate day = LocalDate.parse("2028-02-28");
          day.isBefore(LocalDate.parse("2028-07-01"));
          day = day.plusDays(1)) {
        process.write("AppID 1300000001 on " + day + "\n");
        process.flush();
        written(output, day + "T12:00:00Z");
        cleaner(day + "T12:00:01Z").clean();
        cleaner(day + "T23:59:59Z").clean();

        LocalDate gone = day.minusMonths(3).minusDays(1);
        assertThat(everything()).doesNotContain("on " + gone).contains("on " + day);
      }
    }
    assertThat(Files.readString(output)).doesNotContain("\0");
    assertThat(everything()).contains("on 2028-04-01");
  }

  @Test
  void whatWasWrittenBeforeALongPauseShouldBearItsOwnDay() throws IOException {
    Path output = file("output.log");
    written(output, "2028-01-01T10:00:00Z");

    LogCleaner.Cleaned cleaned = cleaner("2028-02-10T00:00:00Z").clean();

    assertThat(cleaned).isEqualTo(new LogCleaner.Cleaned(1, 0));
    assertThat(folder.resolve("output.2028-01-01.log")).hasContent("line");
    assertThat(output).isEmptyFile();
  }

  @Test
  void onlyLogFilesShouldBeTouchedBesideWhatAStoreKeeps() throws IOException {
    Path table = file("ibdata1");
    Path old = file("output.before.log");
    written(table, "2020-01-01T00:00:00Z");
    written(old, "2020-01-01T00:00:00Z");

    new LogCleaner(
            List.of(new LogFiles(folder, "output"), new LogFiles(folder.resolve("none"), "")),
            THREE_MONTHS,
            Clock.fixed(Instant.parse("2028-01-01T00:00:00Z"), ZoneOffset.UTC))
        .clean();

    assertThat(table).exists();
    assertThat(old).doesNotExist();
  }

  private String everything() throws IOException {
    StringBuilder all = new StringBuilder();
    for (Path file : new LogFiles(folder, "").all()) {
      all.append(Files.readString(file));
    }
    return all.toString();
  }

  private static void written(Path file, String at) throws IOException {
    Files.setLastModifiedTime(file, FileTime.from(Instant.parse(at)));
  }

  private Path file(String name) throws IOException {
    return Files.writeString(folder.resolve(name), "line");
  }

  private LogCleaner cleaner(String now) {
    return new LogCleaner(
        List.of(new LogFiles(folder, "")),
        THREE_MONTHS,
        Clock.fixed(Instant.parse(now), ZoneOffset.UTC));
  }
}
