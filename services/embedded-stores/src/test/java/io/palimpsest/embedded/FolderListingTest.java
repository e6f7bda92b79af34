package io.palimpsest.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderListingTest {
  private static final Instant NOW = Instant.parse("2026-11-22T03:30:00Z");

  @TempDir private Path bucket;

  @Test
  void namesShouldComeInTheOrderOfTheWholeName() throws IOException {
    List<String> names = List.of("a-b", "a.txt", "a/b/c", "a/b-c", "a0", "b", "b-/x", "c/d/e/f");
    for (String name : names) {
      write(name);
    }

    assertThat(listed("", "", 100)).isEqualTo(names.stream().sorted().toList());
  }

  @Test
  void everyPageShouldBeginBehindTheOneBefore() throws IOException {
    Random random = new Random(7);
    List<String> names = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      String name = part(random) + "/" + part(random) + "/" + part(random) + i;
      names.add(name);
      write(name);
    }
    names.sort(null);

    for (int page : new int[] {1, 7, 199, 200, 500}) {
      List<String> all = new ArrayList<>();
      List<String> next = listed("", "", page);
      while (!next.isEmpty()) {
        all.addAll(next);
        next = listed("", all.getLast(), page);
      }
      assertThat(all).as("pages of %d", page).isEqualTo(names);
    }
  }

  @Test
  void onlyWhatBeginsWithThePrefixAndIsBehindTheNameShouldBeListed() throws IOException {
    IntStream.range(0, 5).forEach(i -> write("log/" + i + "/x"));
    write("logs/y");

    assertThat(listed("log/", "log/1/x", 10)).containsExactly("log/2/x", "log/3/x", "log/4/x");
    assertThat(listed("log/3", "", 10)).containsExactly("log/3/x");
    assertThat(listed("log", "log/4/", 10)).containsExactly("log/4/x", "logs/y");
    assertThat(listed("../", "", 10)).isEmpty();
    assertThat(listed("", "", 0)).isEmpty();
  }

  @Test
  void whatIsBeingWrittenShouldBeListedOnlyOnceItWasLeft() throws IOException {
    String unfinished = "1/2026-11-22/call-0b5e3a9c-51d7-4c3f-9a52-7f6c1d2e3b4a";
    write(unfinished);
    touch(unfinished, NOW.minusSeconds(59));

    assertThat(listed("", "", 10)).isEmpty();

    touch(unfinished, NOW.minusSeconds(61));

    assertThat(listed("", "", 10)).containsExactly(unfinished);
  }

  @Test
  void filesOfTheLibrarysOwnShouldNotBeListed() {
    write(".mpus-x-1-2");
    write(".s3proxy-versions/old");

    assertThat(listed("", "", 10)).isEmpty();
  }

  private List<String> listed(String prefix, String after, int limit) {
    return FolderListing.of(bucket, prefix, after, limit, NOW).stream()
        .map(FolderListing.Found::name)
        .toList();
  }

  private static String part(Random random) {
    return "abc".charAt(random.nextInt(3)) + "-".repeat(random.nextInt(2));
  }

  private void touch(String name, Instant when) throws IOException {
    Files.setLastModifiedTime(bucket.resolve(name), FileTime.from(when));
  }

  private void write(String name) {
    try {
      Path file = bucket.resolve(name);
      Files.createDirectories(file.getParent());
      Files.write(file, new byte[] {1});
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
