package io.palimpsest.policy.clauses;

import io.palimpsest.policy.ClauseId;
import java.util.List;
import java.util.Optional;

/**
 * One promise, and what keeps it.
 *
 * @param promise what is promised, in our own words
 * @param by the decision or job that keeps it
 * @param tests what proves it, as {@code Class.method}
 * @param later what is still to come, where part or all of it is not kept yet
 */
public record Clause(
    ClauseId id, String promise, Kind kind, String by, List<String> tests, Optional<String> later) {
  public Clause {
    tests = List.copyOf(tests);
    if (tests.isEmpty() && later.isEmpty() && kind != Kind.OUTSIDE) {
      throw new IllegalArgumentException(id + " is neither tested nor kept by later work");
    }
  }

  /** In what way a promise is kept. */
  public enum Kind {
    /** Code refuses, erases or limits. */
    ENFORCED,
    /** A person's act is kept with its text's version and its evidence. */
    RECORDED,
    /** The rendered policy or a page tells it. */
    SHOWN,
    /** Law alone keeps it; the text says so. */
    OUTSIDE
  }
}
