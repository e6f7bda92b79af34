package io.palimpsest.stores.internal.oplog;

import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.stores.internal.oplog.Spool.Segment;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolTest {
  private static final Duration NOW = Duration.ofMillis(1);

  @TempDir Path folder;

  @Test
  void emptySpoolShouldHaveNoSegment() throws Exception {
    assertThat(Spool.open(folder, 1 << 20).oldest(NOW)).isEmpty();
  }

  @Test
  void linesShouldComeBackInOrderAndLeaveWithTheirSegment() throws Exception {
    Spool spool = Spool.open(folder, 1 << 20);
    spool.append(bytes("one"));
    spool.append(bytes("two"));

    Segment segment = spool.oldest(NOW).orElseThrow();
    spool.append(bytes("three"));

    assertThat(Spool.lines(segment)).containsExactly("one", "two");
    assertThat(spool.lines()).isEqualTo(3);
    spool.remove(segment);
    assertThat(Spool.lines(spool.oldest(NOW).orElseThrow())).containsExactly("three");
    assertThat(spool.bytes()).isEqualTo("three\n".length());
  }

  @Test
  void nextProcessShouldFindWhatAKilledOneLeft() throws Exception {
    Spool killed = Spool.open(folder, 1 << 20);
    killed.append(bytes("one"));
    killed.append(bytes("two"));
    tearLastLine();

    Spool next = Spool.open(folder, 1 << 20);
    next.append(bytes("four"));

    assertThat(drain(next)).containsExactly("one", "two", "four");
    assertThat(next.bytes()).isZero();
  }

  @Test
  void fullSpoolShouldDropTheOldestAndCountThem() throws Exception {
    Spool spool = Spool.open(folder, 1 << 20);
    String padding = "x".repeat(10_000);
    for (int i = 0; i < 300; i++) {
      spool.append(bytes("%03d%s".formatted(i, padding)));
    }

    List<String> left = drain(spool).stream().map(line -> line.substring(0, 3)).toList();

    assertThat(spool.dropped()).isPositive().isEqualTo(300 - left.size());
    assertThat(left).endsWith("299").doesNotContain("000").isSorted();
  }

  @Test
  void appendShouldNotThrowWhenTheFolderCannotBeWritten() throws Exception {
    Spool spool = Spool.open(folder.resolve("gone"), 1 << 20);
    Files.delete(folder.resolve("gone"));

    spool.append(bytes("lost"));

    assertThat(spool.dropped()).isEqualTo(1);
  }

  private static List<String> drain(Spool spool) throws IOException, InterruptedException {
    List<String> all = new ArrayList<>();
    for (var each = spool.oldest(NOW); each.isPresent(); each = spool.oldest(NOW)) {
      all.addAll(Spool.lines(each.get()));
      spool.remove(each.get());
    }
    return all;
  }

  /** As a process leaves it that dies while it writes. */
  private void tearLastLine() throws IOException {
    try (var files = Files.list(folder)) {
      Files.write(files.findFirst().orElseThrow(), bytes("{\"half"), StandardOpenOption.APPEND);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
