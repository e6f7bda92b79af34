package io.palimpsest.ocr.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How many files, and of how many seeds, is a setting: see {@code bench/fuzz}. */
class FuzzIT {

  @Test
  void decodingShouldGiveAPictureOrADocumentedFailureWhateverTheFile() {
    int seeds = Integer.getInteger("fuzz.seeds", 1);
    int inputs = Integer.getInteger("fuzz.inputs", 400);
    Path folder = Path.of(System.getProperty("fuzz.folder", "target/fuzz"));

    Totals totals =
        new FuzzRun(folder, Duration.ofMillis(800))
            .fixed()
            .mutated(seeds, inputs / seeds, System.out::println)
            .totals();

    System.out.print(totals);
    assertThat(totals.broken()).isEmpty();
  }
}
