package io.palimpsest.platform.lookup;

import io.palimpsest.platform.oplog.OperationLogEntry;
import io.palimpsest.policy.DataClass;
import io.palimpsest.policy.PolicyLibrary;
import io.palimpsest.policy.RetentionPeriod;
import io.palimpsest.policy.decision.PolicyDecisions;
import io.palimpsest.policy.decision.Until;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Optional;

/**
 * By when a call's data must be gone. Its record and its log entry say it by where they lie,
 * whatever policy the tenant is under by now; the rest goes by the policy of its tenant: the
 * version that was in force at receipt, or a later one that shortened the period.
 */
public final class Periods {
  private final PolicyLibrary library;
  private final String policyId;
  private final Instant now;

  public Periods(PolicyLibrary library, String policyId, Instant now) {
    this.library = library;
    this.policyId = policyId;
    this.now = now;
  }

  /**
   * The moment, in the region's own time; empty where the policy knows neither the class nor the
   * region, or keeps by another measure than time.
   */
  public Optional<OffsetDateTime> goneBy(CallInfo info, DataClass dataClass) {
    Optional<RetentionPeriod> known =
        switch (dataClass) {
          case MONITORING -> info.monitoring().held().map(CallInfo.Metered::keptFor);
          case OPERATION_LOG -> info.log().held().map(OperationLogEntry::keptFor);
          default -> Optional.empty();
        };
    return known
        .map(period -> period.goneBy(dayOf(info)).atStartOfDay(info.zone()).toOffsetDateTime())
        .or(() -> byPolicy(info, dataClass));
  }

  private static LocalDate dayOf(CallInfo info) {
    return LocalDate.ofInstant(info.callId().received(), info.zone());
  }

  private Optional<OffsetDateTime> byPolicy(CallInfo info, DataClass dataClass) {
    Instant received = info.callId().received();
    String region = info.region().name();
    return library
        .inForce(policyId, received)
        .filter(policy -> policy.find(dataClass).isPresent())
        .filter(policy -> policy.regions().containsKey(region))
        .map(
            policy ->
                new PolicyDecisions(() -> library)
                    .goneBy(dataClass, policy.ref(), region, received, Optional.empty(), now))
        .flatMap(Periods::latest)
        .map(latest -> latest.atZone(info.zone()).toOffsetDateTime());
  }

  private static Optional<Instant> latest(Until until) {
    return switch (until) {
      case Until.Time(Instant time) -> Optional.of(time);
      case Until.Completion(Instant latest) -> Optional.of(latest);
      case Until.AccountEnd _, Until.SourceEnd _ -> Optional.empty();
    };
  }
}
