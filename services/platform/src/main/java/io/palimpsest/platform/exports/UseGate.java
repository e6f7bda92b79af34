package io.palimpsest.platform.exports;

import io.palimpsest.platform.consent.ConsentStore;
import io.palimpsest.platform.credentials.ControlStore;
import io.palimpsest.platform.rights.RightsStore;
import io.palimpsest.platform.subjects.Identification;
import io.palimpsest.platform.subjects.Purpose;
import io.palimpsest.platform.subjects.Subject;
import io.palimpsest.platform.tenancy.AppId;
import io.palimpsest.platform.tenancy.Region;
import io.palimpsest.platform.tenancy.TenantId;
import io.palimpsest.policy.decision.PolicyDecisions;
import io.palimpsest.policy.decision.TenantTerms;
import io.palimpsest.policy.decision.Until;
import io.palimpsest.policy.decision.UseDecision;
import io.palimpsest.policy.decision.UseQuestion;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Decides item by item whether it may be given out for one purpose at one instant, by the policy,
 * the attestations and the end user's own choice as they stand then. What tenants agreed to is read
 * again whenever anything changed in the control database. Thread-safe.
 */
final class UseGate {
  private final ControlStore accounts;
  private final ConsentStore consents;
  private final RightsStore rights;
  private final PolicyDecisions decisions;
  private final Region region;
  private final Purpose purpose;
  private final Map<AppId, Optional<TenantTerms>> known = new HashMap<>();
  private long epoch = -1;
  private Instant earliest = Instant.MAX;

  UseGate(
      ControlStore accounts,
      ConsentStore consents,
      RightsStore rights,
      PolicyDecisions decisions,
      Region region,
      Purpose purpose) {
    this.accounts = accounts;
    this.consents = consents;
    this.rights = rights;
    this.decisions = decisions;
    this.region = region;
    this.purpose = purpose;
  }

  /** Whether this item may be given out now. */
  boolean allows(Usable usable, Instant now) {
    Subject subject = usable.item().subject();
    Identification content = usable.item().content();
    Instant goneBy = goneBy(content, now);
    boolean allowed =
        goneBy.isAfter(now)
            && terms(subject.tenant(), content.appId())
                .filter(terms -> policyAllows(terms, usable, now))
                .isPresent()
            && !rights.isWithdrawn(subject.tenant(), region, usable.names(), purpose);
    if (allowed) {
      note(goneBy);
    }
    return allowed;
  }

  /** When the first of all items that were allowed must be gone. */
  synchronized Instant earliest() {
    return earliest;
  }

  private boolean policyAllows(TenantTerms terms, Usable usable, Instant now) {
    Identification content = usable.item().content();
    UseQuestion question =
        new UseQuestion(
            terms,
            content.action(),
            content.dataClass(),
            purpose.key(),
            content.attestations().getOrDefault(purpose, ""),
            usable.item().restricted(),
            now);
    return decisions.mayUse(question) instanceof UseDecision.Allowed
        && decisions.exportUntil(terms.policyId(), purpose.key(), region.name(), now).isPresent();
  }

  /** The item's own end, or an earlier one that a newer policy sets. */
  private Instant goneBy(Identification content, Instant now) {
    Until until =
        decisions.goneBy(
            content.dataClass(),
            content.policy(),
            region.name(),
            content.storedAt(),
            Optional.empty(),
            now);
    return until instanceof Until.Time(Instant time) && time.isBefore(content.until())
        ? time
        : content.until();
  }

  private synchronized Optional<TenantTerms> terms(TenantId tenant, AppId app) {
    long now = accounts.epoch();
    if (now != epoch) {
      known.clear();
      epoch = now;
    }
    return known.computeIfAbsent(app, _ -> read(tenant, app));
  }

  private Optional<TenantTerms> read(TenantId tenant, AppId app) {
    return accounts
        .application(app)
        .filter(application -> application.tenant().equals(tenant))
        .flatMap(
            application ->
                accounts
                    .tenant(tenant)
                    .map(owner -> consents.history(tenant).terms(owner, application)));
  }

  private synchronized void note(Instant goneBy) {
    earliest = goneBy.isBefore(earliest) ? goneBy : earliest;
  }
}
