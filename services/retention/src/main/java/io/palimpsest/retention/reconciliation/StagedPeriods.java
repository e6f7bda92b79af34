package io.palimpsest.retention.reconciliation;

import io.palimpsest.policy.DataClass;
import io.palimpsest.policy.PolicyLibrary;
import io.palimpsest.policy.PolicyModule;
import io.palimpsest.policy.Retention.Calendar;
import io.palimpsest.policy.RetentionPeriod;
import io.palimpsest.policy.Staging;
import java.util.Set;
import java.util.stream.Collectors;

/** By which periods it can be told that a call's upload was staged in the bucket. */
public final class StagedPeriods {
  private StagedPeriods() {}

  /** Those that only policies list whose every version stages uploads. */
  public static Set<RetentionPeriod> of(PolicyLibrary policies) {
    return policies.periods(DataClass.MONITORING).stream()
        .filter(
            period ->
                policies.all().stream()
                    .filter(module -> keeps(module, period))
                    .allMatch(module -> module.staging() == Staging.OBJECT_STORE))
        .collect(Collectors.toUnmodifiableSet());
  }

  private static boolean keeps(PolicyModule module, RetentionPeriod period) {
    return module
        .find(DataClass.MONITORING)
        .filter(
            rule ->
                rule.retention() instanceof Calendar(RetentionPeriod own) && own.equals(period)
                    || rule.shorter().contains(period))
        .isPresent();
  }
}
