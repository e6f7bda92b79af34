package io.palimpsest.policy.terms;

import io.palimpsest.policy.ClauseId;
import java.time.Period;
import java.util.List;

/**
 * How a tenant comes to be bound by a version (clauses D8, O14).
 *
 * @param notice how long a change is announced before it holds; a tenant may object until then
 * @param countdown how long before a change holds a tenant is reminded of it daily
 */
public record Acceptance(Mode mode, Period notice, Period countdown, List<ClauseId> clauses) {
  public Acceptance {
    clauses = List.copyOf(clauses);
  }

  /** What counts as a tenant's yes to a changed version. */
  public enum Mode {
    /** An admin's own act, for each version. */
    EXPLICIT,
    /** Going on after the notice period; the first version is accepted explicitly. */
    CONTINUED_USE
  }
}
