package io.palimpsest.policy.terms;

import io.palimpsest.policy.ClauseId;
import io.palimpsest.policy.Text;
import java.util.List;
import java.util.Set;

/**
 * What may leave a place (clauses D3, O7, O12).
 *
 * @param outsideRegion whether data may be worked on outside its service region at all
 * @param consentFrom jurisdictions (ISO 3166-1) whose people must consent separately before their
 *     data goes to a region in another country
 */
public record Transfers(
    boolean outsideRegion, Set<String> consentFrom, Text text, List<ClauseId> clauses) {
  public Transfers {
    consentFrom = Set.copyOf(consentFrom);
    clauses = List.copyOf(clauses);
  }
}
