package io.palimpsest.embedded;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Starts processes from one thread that lives until it is closed: the kernel sends a child its
 * parent-death signal when the thread that made it ends, not when the process does.
 */
final class Spawner implements AutoCloseable {
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("spawner").factory());

  Process start(ProcessBuilder builder) {
    try {
      return CompletableFuture.supplyAsync(() -> started(builder), thread).join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof StartFailed failed ? failed : e;
    }
  }

  /** Only after the children have ended. */
  @Override
  public void close() {
    thread.shutdown();
  }

  private static Process started(ProcessBuilder builder) {
    try {
      return builder.start();
    } catch (IOException e) {
      throw new StartFailed(builder.command().getFirst() + " cannot be run", e);
    }
  }
}
