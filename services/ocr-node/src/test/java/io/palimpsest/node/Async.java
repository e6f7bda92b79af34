package io.palimpsest.node;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Calls beside the test's own thread, each on one of its own: the common pool may have but one. */
public final class Async {
  private Async() {}

  public static <T> CompletableFuture<T> call(Supplier<T> call) {
    return CompletableFuture.supplyAsync(call, Thread::startVirtualThread);
  }
}
