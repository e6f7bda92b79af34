package io.palimpsest.policy.terms;

import io.palimpsest.policy.ClauseId;
import io.palimpsest.policy.DataClass;
import io.palimpsest.policy.Text;
import java.util.List;
import java.util.Set;

/**
 * What is copied against loss (clauses T4a, O8). How long is the {@link DataClass#BACKUP} rule's.
 *
 * @param encrypted whether copies are encrypted under keys that are not in them
 * @param of the classes that are copied; all others never are
 */
public record Backups(boolean encrypted, Set<DataClass> of, Text text, List<ClauseId> clauses) {
  public Backups {
    of = Set.copyOf(of);
    clauses = List.copyOf(clauses);
  }
}
