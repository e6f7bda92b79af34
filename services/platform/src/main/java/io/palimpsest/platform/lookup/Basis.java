package io.palimpsest.platform.lookup;

import io.palimpsest.policy.PolicyRef;
import io.palimpsest.policy.terms.Purpose;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Why something of a call is kept.
 *
 * @param purposes what it is kept for, each with its legal basis and clauses, by name
 */
public record Basis(PolicyRef policy, Map<String, Purpose> purposes) {
  public Basis {
    purposes = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(purposes));
  }
}
