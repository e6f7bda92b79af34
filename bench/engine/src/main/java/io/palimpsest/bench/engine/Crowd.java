package io.palimpsest.bench.engine;

import io.palimpsest.ocr.error.OcrFailure;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Several callers at once, each of whom takes the next file when it has read one. */
final class Crowd {
  private final PictureReader reader;
  private final Queue<String> failures = new ConcurrentLinkedQueue<>();

  Crowd(PictureReader reader) {
    this.reader = reader;
  }

  /** Reads all files once: seconds it took, how many failed, and why the first did. */
  Map<String, Object> read(List<String> files, int callers) throws InterruptedException {
    Queue<String> left = new ConcurrentLinkedQueue<>(files);
    List<Thread> threads = new ArrayList<>();
    long start = System.nanoTime();
    for (int i = 0; i < callers; i++) {
      threads.add(Thread.ofPlatform().start(() -> work(left)));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    String failure = failures.isEmpty() ? "" : failures.peek();
    return Map.of("seconds", seconds, "failed", failures.size(), "failure", failure);
  }

  private void work(Queue<String> left) {
    for (String file = left.poll(); file != null; file = left.poll()) {
      try {
        reader.read(file, false);
      } catch (OcrFailure | IOException | OutOfMemoryError e) {
        failures.add(String.valueOf(e.getMessage()));
      }
    }
  }
}
