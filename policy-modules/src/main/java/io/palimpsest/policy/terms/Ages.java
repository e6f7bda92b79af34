package io.palimpsest.policy.terms;

import io.palimpsest.policy.ClauseId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * From which age people's data may be worked on, by where they live (clauses D6, O13, S7).
 *
 * @param otherwise the limits where {@code jurisdictions} says nothing
 * @param jurisdictions limits by ISO 3166-1 code, such as {@code DE}
 */
public record Ages(Limit otherwise, Map<String, Limit> jurisdictions, List<ClauseId> clauses) {
  public Ages {
    jurisdictions = Collections.unmodifiableMap(new LinkedHashMap<>(jurisdictions));
    clauses = List.copyOf(clauses);
  }

  public Limit in(String jurisdiction) {
    return jurisdictions.getOrDefault(jurisdiction, otherwise);
  }

  /**
   * Two thresholds, in completed years.
   *
   * @param floor below it nobody is served, whoever consents
   * @param alone from it on people consent for themselves; between the two a parent or guardian
   *     does
   * @param source where this stands, such as {@code GDPR art. 8}
   */
  public record Limit(int floor, int alone, String source) {
    public Limit {
      if (floor < 0 || alone < floor || alone > 21) {
        throw new IllegalArgumentException("ages must grow from floor to alone, up to 21");
      }
    }
  }
}
