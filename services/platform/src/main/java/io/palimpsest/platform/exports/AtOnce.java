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
  static final int WORKERS = 8;

  private AtOnce() {}

  /**
   * Counts the elements for which {@code work} answers true. When one fails, the others are waited
   * for and the first failure is thrown.
   *
   * @param atOnce how many; with one it is done on the calling thread, up to the first failure
   */
  static <T> long count(List<T> elements, int atOnce, Predicate<T> work) {
    if (atOnce == 1) {
      return elements.stream().filter(work).count();
    }
    List<Future<Boolean>> answers = new ArrayList<>();
    try (ExecutorService workers = Executors.newFixedThreadPool(atOnce)) {
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
