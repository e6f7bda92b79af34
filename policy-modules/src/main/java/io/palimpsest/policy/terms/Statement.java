package io.palimpsest.policy.terms;

import io.palimpsest.policy.ClauseId;
import io.palimpsest.policy.Text;
import java.util.List;

/** Something that the policy tells its reader and that no value above expresses. */
public record Statement(Text text, List<ClauseId> clauses) {
  public Statement {
    clauses = List.copyOf(clauses);
  }
}
