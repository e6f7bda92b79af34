package io.palimpsest.platform.lookup;

import io.palimpsest.platform.oplog.OperationLogEntry;
import io.palimpsest.platform.subjects.IdentificationErasure.HeldBy;
import io.palimpsest.policy.DataClass;
import io.palimpsest.policy.PolicyLibrary;
import io.palimpsest.policy.PolicyModule;
import io.palimpsest.policy.RetentionPeriod;
import io.palimpsest.policy.decision.PolicyDecisions;
import io.palimpsest.policy.decision.Until;
import io.palimpsest.policy.terms.DataRule;
import io.palimpsest.policy.terms.Purpose;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * By when a call's data must be gone, and why it is kept until then. Its record and its log entry
 * say it by where they lie, whatever policy the tenant is under by now; the rest goes by the policy
 * of its tenant: the version that was in force at receipt, or a later one that shortened the
 * period.
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
    if (dataClass == DataClass.MONITORING && isHeldOnly(info)) {
      return info.heldOf(dataClass).stream()
          .map(HeldBy::until)
          .max(Comparator.naturalOrder())
          .map(end -> end.atZone(info.zone()).toOffsetDateTime());
    }
    Optional<RetentionPeriod> known =
        switch (dataClass) {
          case MONITORING -> info.monitoring().held().flatMap(CallInfo.Metered::keptFor);
          case OPERATION_LOG -> info.log().held().map(OperationLogEntry::keptFor);
          default -> Optional.empty();
        };
    return known
        .map(period -> period.goneBy(dayOf(info)).atStartOfDay(info.zone()).toOffsetDateTime())
        .or(() -> byPolicy(info, dataClass));
  }

  /**
   * Why a class is kept: by the policy it was stored under, where that is known. Of identification
   * data only the purposes that are left.
   */
  public Optional<Basis> basis(CallInfo info, DataClass dataClass) {
    return switch (dataClass) {
      case IDENTIFICATION -> info.identification().held().flatMap(this::basis);
      case MONITORING ->
          info.monitoring()
              .held()
              .flatMap(CallInfo.Metered::keptFor)
              .flatMap(period -> inForce(info, dataClass, Optional.of(period)));
      case OPERATION_LOG ->
          info.log()
              .held()
              .flatMap(entry -> inForce(info, dataClass, Optional.of(entry.keptFor())));
      default -> inForce(info, dataClass, Optional.empty());
    };
  }

  /** Its record's period is over, and a legal hold keeps it: that is the only basis then. */
  private static boolean isHeldOnly(CallInfo info) {
    return info.monitoring().held().filter(metered -> metered.keptFor().isEmpty()).isPresent();
  }

  private Optional<Basis> basis(CallInfo.Kept kept) {
    Optional<DataRule> rule =
        library.find(kept.policy()).flatMap(policy -> policy.find(kept.dataClass()));
    Map<String, Purpose> left = new TreeMap<>();
    kept.purposes().stream()
        .map(io.palimpsest.platform.subjects.Purpose::key)
        .forEach(
            name ->
                rule.map(it -> it.purposes().get(name)).ifPresent(found -> left.put(name, found)));
    return rule.map(_ -> new Basis(kept.policy(), left));
  }

  /**
   * By the policy in force at receipt.
   *
   * @param keptFor what that policy must say; if it does not, the tenant had another one then
   */
  private Optional<Basis> inForce(
      CallInfo info, DataClass dataClass, Optional<RetentionPeriod> keptFor) {
    return library
        .inForce(policyId, info.callId().received())
        .filter(policy -> policy.find(dataClass).isPresent())
        .filter(policy -> keptFor.map(period -> allows(policy, dataClass, period)).orElse(true))
        .map(policy -> new Basis(policy.ref(), policy.rule(dataClass).purposes()));
  }

  private static boolean allows(PolicyModule policy, DataClass dataClass, RetentionPeriod period) {
    return policy.retention(dataClass).equals(period)
        || policy.rule(dataClass).shorter().contains(period);
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
