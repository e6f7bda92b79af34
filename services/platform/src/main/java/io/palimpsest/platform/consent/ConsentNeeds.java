package io.palimpsest.platform.consent;

import io.palimpsest.policy.PolicyModule;
import io.palimpsest.policy.decision.ConsentScope;
import io.palimpsest.policy.terms.Family;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What must be attested before an interface may be called: one attestation for each use, never one
 * for all.
 *
 * @param scope the use
 * @param interfaces those of the policy that need it
 */
public record ConsentNeeds(ConsentScope.Use scope, Set<String> interfaces) {
  public ConsentNeeds {
    interfaces = Set.copyOf(interfaces);
  }

  /** Every use that some interface of the policy needs. */
  public static List<ConsentNeeds> of(PolicyModule policy) {
    Map<ConsentScope.Use, Set<String>> needs = new LinkedHashMap<>();
    for (Family family : policy.families().values()) {
      for (Family.Need need : family.needs()) {
        needs
            .computeIfAbsent(
                new ConsentScope.Use(need.dataClass(), need.purpose()), _ -> new LinkedHashSet<>())
            .addAll(family.interfaces());
      }
    }
    return needs.entrySet().stream()
        .map(each -> new ConsentNeeds(each.getKey(), each.getValue()))
        .toList();
  }
}
