package io.palimpsest.policy.terms;

import io.palimpsest.policy.ClauseId;
import io.palimpsest.policy.Text;
import java.util.List;

/**
 * Who answers for the data (clauses T2, S1).
 *
 * @param controller who decides why and how
 * @param processor who works on its behalf
 * @param contact where to write to
 */
public record Parties(Text controller, Text processor, Text contact, List<ClauseId> clauses) {
  public Parties {
    clauses = List.copyOf(clauses);
  }
}
