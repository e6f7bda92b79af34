package io.palimpsest.platform.debugcopies;

import io.palimpsest.evidence.leaf.Cause;
import io.palimpsest.platform.consent.ConsentHistory;
import io.palimpsest.platform.consent.ConsentStore;
import io.palimpsest.platform.credentials.ControlStore;
import io.palimpsest.platform.debugcopies.DebugCopy.Origin;
import io.palimpsest.platform.tenancy.Application;
import io.palimpsest.platform.tenancy.Region;
import io.palimpsest.platform.tenancy.Tenant;
import io.palimpsest.policy.DataClass;
import io.palimpsest.policy.PolicyLibrary;
import io.palimpsest.policy.PolicyModule;
import io.palimpsest.policy.decision.PolicyDecisions;
import io.palimpsest.policy.decision.Refusal;
import io.palimpsest.policy.decision.StorageDecision;
import io.palimpsest.policy.decision.StorageQuestion;
import io.palimpsest.policy.decision.TenantTerms;
import io.palimpsest.policy.decision.Until;
import io.palimpsest.policy.terms.DataRule;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Asks the policy whether a debug copy may be made, and whether one that is there may stay. */
public final class CopyRules {
  private final Supplier<PolicyLibrary> policies;
  private final PolicyDecisions decisions;

  public CopyRules(Supplier<PolicyLibrary> policies) {
    this.policies = policies;
    this.decisions = new PolicyDecisions(policies);
  }

  /** Whether one may be made now, under which version and until when. */
  public StorageDecision mayMake(
      TenantTerms terms, String action, Region region, Optional<String> jurisdiction, Instant now) {
    List<StorageDecision> all = new ArrayList<>();
    for (String purpose : purposes(terms.policyId(), now)) {
      StorageDecision decision =
          decisions.mayStore(
              new StorageQuestion(
                  terms,
                  action,
                  region.name(),
                  DataClass.DEBUG_COPY,
                  purpose,
                  jurisdiction,
                  Optional.empty(),
                  Optional.empty(),
                  now));
      if (decision instanceof StorageDecision.Keep) {
        return decision;
      }
      all.add(decision);
    }
    return all.isEmpty()
        ? new StorageDecision.Drop(
            new Refusal(Refusal.Reason.NOT_OFFERED, List.of(), "the policy keeps no debug copies"))
        : all.getFirst();
  }

  /** When a copy that may be made must be gone. */
  public static Instant due(StorageDecision.Keep keep) {
    return switch (keep.until()) {
      case Until.Time(Instant time) -> time;
      case Until.Completion(Instant latest) -> latest;
      case Until.AccountEnd _, Until.SourceEnd _ ->
          throw new IllegalStateException("debug copies have a period of their own");
    };
  }

  /** What is to become of the copies of one origin. */
  public sealed interface Ruling {

    /**
     * They may stay, but for some.
     *
     * @param withdrawn those made up to then were taken back, though there is a new leave
     * @param over those made up to then are past their period, as it is now
     */
    record Stay(Optional<Instant> withdrawn, Instant over) implements Ruling {}

    /** None may. */
    record Go(Cause cause) implements Ruling {}
  }

  /** What a tenant says now decides for what is there. */
  public Ruling rule(
      Origin origin, Region region, ControlStore accounts, ConsentStore consents, Instant now) {
    Optional<Application> application = accounts.application(origin.appId());
    Optional<Tenant> tenant = application.flatMap(each -> accounts.tenant(each.tenant()));
    if (tenant.isEmpty()) {
      return new Ruling.Go(Cause.OFF_BOARDED);
    }
    ConsentHistory history = consents.history(tenant.get().id());
    TenantTerms terms = history.terms(tenant.get(), application.get());
    return switch (mayMake(terms, origin.action(), region, Optional.empty(), now)) {
      case StorageDecision.Drop _ -> new Ruling.Go(cause(history, now));
      case StorageDecision.Keep _ ->
          new Ruling.Stay(
              // The history counts milliseconds, copies count microseconds.
              history.debugTakenBack().map(at -> at.plus(1, ChronoUnit.MILLIS)),
              now.minus(period(origin, region, now)));
    };
  }

  /** A leave that ended by itself ended the period; all else was somebody's will. */
  private static Cause cause(ConsentHistory history, Instant now) {
    return history.debug().filter(leave -> !now.isBefore(leave.until())).isPresent()
        ? Cause.PERIOD_OVER
        : Cause.WITHDRAWN;
  }

  /** A period that was shortened since counts, a longer one does not. */
  private Duration period(Origin origin, Region region, Instant now) {
    Until until =
        decisions.goneBy(
            DataClass.DEBUG_COPY, origin.policy(), region.name(), now, Optional.empty(), now);
    return until instanceof Until.Time(Instant time) ? Duration.between(now, time) : Duration.ZERO;
  }

  private List<String> purposes(String policyId, Instant now) {
    return policies
        .get()
        .inForce(policyId, now)
        .flatMap((PolicyModule module) -> module.find(DataClass.DEBUG_COPY))
        .map(DataRule::purposes)
        .orElse(Map.of())
        .keySet()
        .stream()
        .sorted()
        .toList();
  }
}
