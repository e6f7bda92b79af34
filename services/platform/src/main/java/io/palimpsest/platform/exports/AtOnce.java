package io.palimpsest.platform.exports;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;

/** Does several pieces of work at once: most of an item's time is waiting for stores. */
final class AtOnce {
  private static final int WORKERS = 8;

  private AtOnce() {}

  /**
   * Counts the elements for which {@code work} answers true. When one fails, the others are waited
   * for and the first failure is thrown.
   */
  static <T> long count(List<T> elements, Predicate<T> work) {
    List<Future<Boolean>> answers = new ArrayList<>();
    try (ExecutorService workers = Executors.newFixedThreadPool(WORKERS)) {
      elements.forEach(element -> answers.add(workers.submit(() -> work.test(element))));
    }
    return answers.stream().filter(AtOnce::answer).count();
  }

  private static boolean answer(Future<Boolean> done) {
    try {
      return done.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
