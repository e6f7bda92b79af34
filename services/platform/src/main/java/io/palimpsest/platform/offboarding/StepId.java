package io.palimpsest.platform.offboarding;

import io.palimpsest.platform.tenancy.Region;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * One step, and where.
 *
 * @param region empty for a step of the control plane
 */
public record StepId(Step step, Optional<Region> region) {
  public StepId {
    if (step.isRegional() != region.isPresent()) {
      throw new IllegalArgumentException(
          step.key() + " is done " + (step.isRegional() ? "in a region" : "in no region"));
    }
  }

  /** All steps of this leaver, in their order. */
  static List<StepId> plan(Leaver leaver, Collection<Region> regions) {
    List<StepId> plan = new ArrayList<>();
    for (Step step : Step.of(leaver)) {
      if (step.isRegional()) {
        regions.forEach(region -> plan.add(new StepId(step, Optional.of(region))));
      } else {
        plan.add(new StepId(step, Optional.empty()));
      }
    }
    return plan;
  }

  /**
   * Whether it comes before {@code later} can be done. A region waits for the control plane and for
   * itself, never for another region; the control plane waits for regions only where it takes away
   * what they need.
   */
  boolean precedes(StepId later) {
    if (step.compareTo(later.step) >= 0) {
      return false;
    }
    if (region.isEmpty() || later.step == Step.ACCOUNT_DATA) {
      return true;
    }
    if (step == Step.DEBUG_COPIES || later.step == Step.DEBUG_COPIES) {
      return false; // they need nothing that a region has, and nothing there needs them
    }
    return later.region.isPresent()
        ? region.equals(later.region)
        : step == Step.IDENTIFICATION && later.step == Step.ATTESTATIONS;
  }

  /** Such as {@code identification in eu-frankfurt}. */
  public String text() {
    return step.key() + region.map(where -> " in " + where).orElse("");
  }
}
