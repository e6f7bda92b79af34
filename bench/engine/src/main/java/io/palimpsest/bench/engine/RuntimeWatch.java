package io.palimpsest.bench.engine;

import java.util.Arrays;
import java.util.Collection;
import java.util.concurrent.locks.LockSupport;

/**
 * Tells how much of a stretch of time was spent inside ONNX Runtime, by looking at all threads
 * every two milliseconds. That costs some per cent, so what is watched is not timed for the record.
 */
final class RuntimeWatch implements AutoCloseable {
  private static final long EVERY_NANOS = 2_000_000;

  private final Thread watcher;
  private volatile boolean over;
  private int looks; // guarded by this
  private double inside; // guarded by this

  private RuntimeWatch() {
    watcher = Thread.ofPlatform().daemon().name("runtime-watch").unstarted(this::watch);
  }

  static RuntimeWatch start() {
    RuntimeWatch watch = new RuntimeWatch();
    watch.watcher.start();
    return watch;
  }

  /** The mean share, over the time so far, of the threads inside among those at work: 0 to 1. */
  synchronized double share() {
    return looks == 0 ? 0 : inside / looks;
  }

  private void watch() {
    while (!over) {
      look(Thread.getAllStackTraces().values());
      LockSupport.parkNanos(EVERY_NANOS);
    }
  }

  private synchronized void look(Collection<StackTraceElement[]> stacks) {
    long within = stacks.stream().filter(RuntimeWatch::isInside).count();
    long beside = stacks.stream().filter(RuntimeWatch::isOurs).count();
    inside += within == 0 ? 0 : (double) within / (within + beside);
    looks++;
  }

  private static boolean isInside(StackTraceElement[] stack) {
    return stack.length > 0
        && stack[0].getClassName().equals("ai.onnxruntime.OrtSession")
        && stack[0].getMethodName().equals("run")
        && stack[0].isNativeMethod();
  }

  /** At work in the engine, neither inside nor waiting for other threads. */
  private static boolean isOurs(StackTraceElement[] stack) {
    return !isInside(stack)
        && !isWaiting(stack)
        && Arrays.stream(stack).anyMatch(f -> f.getClassName().startsWith("io.palimpsest.ocr."));
  }

  private static boolean isWaiting(StackTraceElement[] stack) {
    String top = stack.length == 0 ? "" : stack[0].getClassName() + "." + stack[0].getMethodName();
    return top.startsWith("java.lang.Object.wait")
        || top.endsWith("Unsafe.park")
        || top.equals("java.lang.Thread.sleep0");
  }

  @Override
  public void close() {
    over = true;
  }
}
