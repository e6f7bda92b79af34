package io.palimpsest.ocr;

import java.time.Duration;

/**
 * How much of the machine an engine may use.
 *
 * @param threads processors that all its inferences together may use
 * @param parallelism pages read at once, the others wait; more raise the pages per second and the
 *     memory taken
 * @param device what the models run on
 * @param batching of lines
 */
public record EngineSettings(int threads, int parallelism, Device device, Batching batching) {
  public EngineSettings {
    if (threads < 1 || parallelism < 1) {
      throw new IllegalArgumentException("threads and parallelism must be at least 1");
    }
  }

  /**
   * On a processor, where six lines in a batch take as long as six alone, and leave the other
   * threads idle meanwhile.
   */
  public EngineSettings(int threads, int parallelism) {
    this(threads, parallelism, new Device.Cpu(), new Batching(1, Duration.ZERO));
  }

  /** All processors, and a page for each of them at once. */
  public static EngineSettings defaults() {
    int processors = Runtime.getRuntime().availableProcessors();
    return new EngineSettings(processors, processors);
  }

  public EngineSettings withThreads(int other) {
    return new EngineSettings(other, parallelism, device, batching);
  }

  public EngineSettings withParallelism(int other) {
    return new EngineSettings(threads, other, device, batching);
  }

  public EngineSettings withDevice(Device other) {
    return new EngineSettings(threads, parallelism, other, batching);
  }

  public EngineSettings withBatching(Batching other) {
    return new EngineSettings(threads, parallelism, device, other);
  }
}
