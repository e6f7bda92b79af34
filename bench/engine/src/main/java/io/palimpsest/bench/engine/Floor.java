package io.palimpsest.bench.engine;

import io.palimpsest.ocr.ChosenDevice;
import io.palimpsest.ocr.DocumentOptions;
import io.palimpsest.ocr.DocumentReaders;
import io.palimpsest.ocr.OcrEngine;
import io.palimpsest.ocr.Page;
import io.palimpsest.ocr.Picture;
import io.palimpsest.ocr.Quad;
import io.palimpsest.ocr.ReadOptions;
import io.palimpsest.ocr.Tier;
import io.palimpsest.ocr.internal.geometry.Crop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The least that a page could cost: one detection, and its true lines read one by one at their
 * exact widths. Nothing is found wrongly, turned, padded or read in vain; decoding and cutting out
 * are not counted.
 */
final class Floor {
  private final OcrEngine engine;
  private final ReadOptions read;
  private final int threads;

  /**
   * @param threads lines read at once
   */
  Floor(OcrEngine engine, Tier tier, int threads) {
    this.engine = engine;
    this.read = ReadOptions.page().withTier(tier);
    this.threads = threads;
  }

  /** Milliseconds for a file whose lines stand in these places. */
  double millis(String file, List<Quad> places) throws IOException, InterruptedException {
    Picture page = pixels(file);
    Queue<Picture> lines = new ConcurrentLinkedQueue<>();
    places.forEach(place -> lines.add(Crop.of(page, place)));
    long start = System.nanoTime();
    engine.read(page, read.withMode(ReadOptions.Mode.DETECT_ONLY));
    List<Thread> readers = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      readers.add(Thread.ofPlatform().start(() -> readAll(lines)));
    }
    for (Thread reader : readers) {
      reader.join();
    }
    return (System.nanoTime() - start) / 1e6;
  }

  private void readAll(Queue<Picture> lines) {
    for (Picture line = lines.poll(); line != null; line = lines.poll()) {
      engine.read(line, read.withMode(ReadOptions.Mode.SINGLE_LINE));
    }
  }

  private static Picture pixels(String file) throws IOException {
    List<Picture> seen = new ArrayList<>();
    DocumentReaders.of(new Eye(seen))
        .read(Files.readAllBytes(Path.of(file)), DocumentOptions.lenient());
    return seen.getFirst();
  }

  /** Keeps what it is given to read. */
  private record Eye(List<Picture> seen) implements OcrEngine {
    @Override
    public Page read(Picture picture, ReadOptions options) {
      seen.add(picture);
      return new Page(picture.width(), picture.height(), 0, List.of(), modelId());
    }

    @Override
    public String modelId() {
      return "none";
    }

    @Override
    public ChosenDevice device() {
      throw new UnsupportedOperationException("nothing is computed");
    }

    @Override
    public void close() {}
  }
}
