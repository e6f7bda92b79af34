package io.palimpsest.policy.terms;

import io.palimpsest.policy.ClauseId;
import io.palimpsest.policy.DataClass;
import io.palimpsest.policy.Text;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Interfaces that are alike in what they read of people.
 *
 * @param interfaces action names, such as {@code MLIDPassportOCR}
 * @param needs uses of the end users' data that must be attested before a call may run
 * @param stores the classes of data that a call may leave behind beside its records
 */
public record Family(
    Text title,
    Set<String> interfaces,
    List<Need> needs,
    Set<DataClass> stores,
    List<ClauseId> clauses) {
  public Family {
    interfaces = Collections.unmodifiableSet(new LinkedHashSet<>(interfaces));
    needs = List.copyOf(needs);
    stores = Set.copyOf(stores);
    clauses = List.copyOf(clauses);
  }

  /** A class of data and what it is to be used for. */
  public record Need(DataClass dataClass, String purpose) {}
}
