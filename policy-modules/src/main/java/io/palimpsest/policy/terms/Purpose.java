package io.palimpsest.policy.terms;

import io.palimpsest.policy.ClauseId;
import io.palimpsest.policy.LegalBasis;
import io.palimpsest.policy.Text;
import java.util.List;
import java.util.Optional;

/**
 * One thing that a class of data may be used for.
 *
 * @param sensitiveBasis the basis for what is sensitive among it, where that is another
 * @param attested whether the end users' consent to this very purpose must be attested
 */
public record Purpose(
    Text text,
    LegalBasis basis,
    Optional<LegalBasis> sensitiveBasis,
    boolean attested,
    List<ClauseId> clauses) {
  public Purpose {
    clauses = List.copyOf(clauses);
  }
}
