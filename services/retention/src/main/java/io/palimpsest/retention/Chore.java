package io.palimpsest.retention;

import java.time.Duration;
import java.util.function.Consumer;

/**
 * Work that another module brings to the clockwork, to be done again and again by one process at a
 * time. It must bear being done twice: a process that stands still is taken for dead, and goes on
 * beside the one that took over.
 *
 * @param name such as {@code exports}; the same in every process, and no other job's of its place
 * @param every how long to wait from the end of one run to the next
 * @param work what to do; what it throws counts as a failure, and the next tick tries again
 */
public record Chore(String name, Duration every, Consumer<Tally> work) {
  public Chore {
    if (!name.matches("[a-z][a-z0-9-]{0,39}")) {
      throw new IllegalArgumentException("name must be lower-case words with hyphens: " + name);
    }
    if (!every.isPositive()) {
      throw new IllegalArgumentException("every must be positive: " + every);
    }
  }
}
