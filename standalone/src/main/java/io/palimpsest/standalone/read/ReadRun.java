package io.palimpsest.standalone.read;

import io.palimpsest.ocr.DocumentOptions;
import io.palimpsest.ocr.DocumentReader;
import io.palimpsest.ocr.DocumentReaders;
import io.palimpsest.ocr.OcrEngine;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One run of {@code read}: finds the files, reads them, prints what came of them. */
public final class ReadRun {
  private final OcrEngine engine;
  private final DocumentOptions options;
  private final PageRange pages;
  private final int threads;
  private final Optional<Path> overlay;
  private final PrintWriter err;
  private final boolean terminal;

  /**
   * @param engine stays the caller's to close
   * @param options how each file is taken
   * @param overlay where pictures of what was read go
   * @param terminal whether {@code err} is one
   */
  public ReadRun(
      OcrEngine engine,
      DocumentOptions options,
      PageRange pages,
      int threads,
      Optional<Path> overlay,
      PrintWriter err,
      boolean terminal) {
    this.engine = engine;
    this.options = options;
    this.pages = pages;
    this.threads = threads;
    this.overlay = overlay;
    this.err = err;
    this.terminal = terminal;
  }

  /** Makes the output once it is known whether there are several files. */
  @FunctionalInterface
  public interface OutputChoice {
    ReadOutput of(boolean several);
  }

  /**
   * Reads everything that was named.
   *
   * @return how many files failed, each of which has its line on {@code err}
   * @throws IOException when an overlay cannot be written
   */
  public int read(List<Path> given, OutputChoice choice, PrintWriter out)
      throws IOException, InterruptedException {
    List<Path> files = new ArrayList<>();
    int failed = 0;
    for (Path name : given) {
      failed += find(name, files);
    }
    ReadOutput output = choice.of(files.size() > 1);
    ProgressBar bar = new ProgressBar(err, files.size(), terminal);
    output.begin(out);
    failed +=
        new ReadJob(readers(), options, pages, threads)
            .run(
                files,
                reading -> {
                  bar.clear();
                  if (reading instanceof FileReading.Failed(String file, String why)) {
                    complain(file, why);
                  }
                  output.print(out, reading);
                  out.flush();
                  bar.step();
                });
    bar.clear();
    output.end(out);
    out.flush();
    return failed;
  }

  private ReadJob.Readers readers() {
    DocumentReader plain = DocumentReaders.of(engine);
    return overlay
        .<ReadJob.Readers>map(
            folder ->
                (file, number) ->
                    DocumentReaders.of(
                        new WatchedEngine(engine, new OverlayFiles(folder, file, number))))
        .orElse((file, number) -> plain);
  }

  private int find(Path name, List<Path> files) {
    try {
      List<Path> found = FileFinder.find(name);
      files.addAll(found);
      if (found.isEmpty()) {
        complain(name.toString(), "no documents in this folder");
      }
      return found.isEmpty() ? 1 : 0;
    } catch (IOException e) {
      complain(name.toString(), "folder cannot be read: " + e.getMessage());
      return 1;
    }
  }

  private void complain(String file, String why) {
    err.println("palimpsest: " + file + ": " + why.replaceAll("\\s+", " "));
    err.flush();
  }
}
