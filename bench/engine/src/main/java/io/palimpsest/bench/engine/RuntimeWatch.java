package io.palimpsest.bench.engine;

import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;

/**
 * Tells how much of a stretch of time was spent inside ONNX Runtime, by looking at all threads
 * every two milliseconds. That costs some per cent, so what is watched is not timed for the record.
 */
final class RuntimeWatch implements AutoCloseable {
  private static final long EVERY_NANOS = 2_000_000;

  private final Thread watcher;
  private volatile boolean over;
  private volatile int looks;
  private volatile int inside;

  private RuntimeWatch() {
    watcher = Thread.ofPlatform().daemon().name("runtime-watch").unstarted(this::watch);
  }

  static RuntimeWatch start() {
    RuntimeWatch watch = new RuntimeWatch();
    watch.watcher.start();
    return watch;
  }

  /** The share of the time so far in which a thread was inside, 0 to 1. */
  double share() {
    return looks == 0 ? 0 : (double) inside / looks;
  }

  private void watch() {
    while (!over) {
      boolean found =
          Thread.getAllStackTraces().values().stream()
              .anyMatch(stack -> Arrays.stream(stack).limit(1).anyMatch(RuntimeWatch::runs));
      inside += found ? 1 : 0;
      looks += 1;
      LockSupport.parkNanos(EVERY_NANOS);
    }
  }

  private static boolean runs(StackTraceElement frame) {
    return frame.isNativeMethod()
        && frame.getClassName().equals("ai.onnxruntime.OrtSession")
        && frame.getMethodName().equals("run");
  }

  @Override
  public void close() {
    over = true;
  }
}
