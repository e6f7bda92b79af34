package io.palimpsest.ocr.fuzz;

import io.palimpsest.ocr.DocumentOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * Tries files and counts. The one under way lies in the folder as {@code current}, so that it can
 * be tried again should it take the process with it; each that broke something is kept beside it
 * with what it did.
 */
public final class FuzzRun {
  private final Path folder;
  private final Trial trial;
  private final Totals totals = new Totals();

  public FuzzRun(Path folder, Duration decodeLimit) {
    this.folder = folder;
    this.trial = new Trial(limited(decodeLimit));
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The engine's own limits, with less time. */
  private static DocumentOptions limited(Duration decodeLimit) {
    return DocumentOptions.lenient().withDecodeLimit(decodeLimit);
  }

  /** Every bomb, and every honest file as it is. */
  public FuzzRun fixed() {
    Seeds.honest().forEach(this::run);
    Seeds.bombs().forEach(this::run);
    return this;
  }

  /** So many broken files of each seed, and tells after each thousand. */
  public FuzzRun mutated(int seeds, int each, Consumer<String> progress) {
    List<Sample> honest = Seeds.honest();
    for (int seed = 1; seed <= seeds; seed++) {
      Mutations mutations = new Mutations(honest, seed);
      for (int i = 1; i <= each; i++) {
        run(mutations.next());
        if (totals.inputs() % 1000 == 0) {
          progress.accept(totals.inputs() + " inputs, " + totals.broken().size() + " broken");
        }
      }
    }
    return this;
  }

  /** The file again that an earlier run kept. */
  public FuzzRun again(Path file) throws IOException {
    run(new Sample(file.getFileName().toString(), Files.readAllBytes(file)));
    return this;
  }

  public Totals totals() {
    return totals;
  }

  private void run(Sample sample) {
    try {
      Files.write(folder.resolve("current"), sample.bytes());
      Trial.Result result = trial.of(sample.bytes(), 1);
      totals.add(sample, result);
      if (result.outcome() instanceof Outcome.Broken(var why, var cause)) {
        String name = "broken-" + totals.broken().size();
        Files.write(folder.resolve(name), sample.bytes());
        try (PrintWriter out =
            new PrintWriter(Files.newBufferedWriter(folder.resolve(name + ".txt")))) {
          out.println(sample.name() + ": " + why);
          cause.printStackTrace(out);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
