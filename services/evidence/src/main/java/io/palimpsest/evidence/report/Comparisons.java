package io.palimpsest.evidence.report;

import io.palimpsest.evidence.error.EvidenceRefused.WrongProof;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The last comparisons before the report was issued: of everything and of what was new, in the
 * region and in the control plane.
 */
public record Comparisons(List<Compared> runs) {
  public Comparisons {
    runs = List.copyOf(runs);
  }

  /** Which comparison it is. */
  private record Which(String place, boolean everything) {}

  /**
   * @throws WrongProof when one stands twice, or its kinds do not add up
   */
  void demandSums() {
    Set<Which> seen = new HashSet<>();
    for (Compared each : runs) {
      if (!seen.add(new Which(each.place(), each.everything()))) {
        throw new WrongProof("a comparison of " + each.place() + " stands twice");
      }
      each.demandSum();
    }
  }
}
