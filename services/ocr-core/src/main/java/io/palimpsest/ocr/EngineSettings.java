package io.palimpsest.ocr;

/**
 * How much of the machine an engine may use.
 *
 * @param threads threads that one inference may use; more make one page faster
 * @param parallelism pages read at once, the others wait; more raise the pages per second and the
 *     memory taken
 */
public record EngineSettings(int threads, int parallelism) {
  public EngineSettings {
    if (threads < 1 || parallelism < 1) {
      throw new IllegalArgumentException("threads and parallelism must be at least 1");
    }
  }

  /** Up to four threads a page, and as many pages at once as that leaves processors for. */
  public static EngineSettings defaults() {
    int processors = Runtime.getRuntime().availableProcessors();
    int threads = Math.min(4, processors);
    return new EngineSettings(threads, Math.max(1, processors / threads));
  }

  public EngineSettings withThreads(int other) {
    return new EngineSettings(other, parallelism);
  }

  public EngineSettings withParallelism(int other) {
    return new EngineSettings(threads, other);
  }
}
