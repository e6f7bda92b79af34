package io.palimpsest.platform.consent;

import io.palimpsest.platform.consent.ConsentStore.Draft;
import io.palimpsest.platform.credentials.ControlStore;
import io.palimpsest.platform.tenancy.AppId;
import io.palimpsest.platform.tenancy.Application;
import io.palimpsest.platform.tenancy.Tenant;
import io.palimpsest.platform.tenancy.TenantId;
import io.palimpsest.policy.DataClass;
import io.palimpsest.policy.PolicyLibrary;
import io.palimpsest.policy.PolicyModule;
import io.palimpsest.policy.PolicyRef;
import io.palimpsest.policy.RetentionPeriod;
import io.palimpsest.policy.decision.Attestation;
import io.palimpsest.policy.decision.Attester;
import io.palimpsest.policy.decision.PolicyDecisions;
import io.palimpsest.policy.decision.Refusal;
import io.palimpsest.policy.terms.DataRule;
import java.time.Clock;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What a tenant's admin may do with consent. Each act is one call, taking it back is one call too,
 * and each holds everywhere within a second. Every method throws {@link ConsentRefused} when it
 * cannot be done, and knows nothing of any tenant but the one it is asked for. Thread-safe.
 */
public final class Consents {
  private final ControlStore accounts;
  private final ConsentStore store;
  private final Supplier<PolicyLibrary> policies;
  private final PolicyDecisions decisions;
  private final Outlooks outlooks;
  private final Clock clock;

  public Consents(
      ControlStore accounts, ConsentStore store, Supplier<PolicyLibrary> policies, Clock clock) {
    this.accounts = accounts;
    this.store = store;
    this.policies = policies;
    this.decisions = new PolicyDecisions(policies);
    this.outlooks = new Outlooks(policies);
    this.clock = clock;
  }

  /** Says who answers for the end users' data; replaces what was said before. */
  public ConsentEntry introduce(TenantId tenant, Attester by, Party party) {
    return append(tenant, by, _ -> new ConsentAct.Introduced(party));
  }

  /**
   * Accepts the version in force, or the one announced.
   *
   * @param hash of the content that the admin read; another one is refused
   */
  public ConsentEntry accept(TenantId tenant, Attester by, PolicyRef version, String hash) {
    PolicyModule module = offered(tenant(tenant), version);
    if (!module.hash().equals(hash)) {
      throw ConsentRefused.conflict(
          "version " + version.version() + " has another content than the one accepted");
    }
    return append(tenant, by, _ -> new ConsentAct.Accepted(version, hash));
  }

  /** Objects to a version that was announced and is not in force yet (GDPR art. 28(2)). */
  public ConsentEntry object(TenantId tenant, Attester by, PolicyRef version, String reason) {
    Tenant who = tenant(tenant);
    boolean announced =
        policies
            .get()
            .announced(who.policy(), clock.instant())
            .filter(next -> next.ref().equals(version))
            .isPresent();
    if (!announced) {
      throw ConsentRefused.conflict("no such version is announced: there is nothing to object to");
    }
    Words.check("reason", reason);
    return append(tenant, by, _ -> new ConsentAct.Objected(version, reason));
  }

  /** Attests the end users' consent to one thing, for one AppID. */
  public Attestation attest(TenantId tenant, Attester by, AppId appId, AttestationDraft draft) {
    Tenant who = tenant(tenant);
    application(tenant, appId);
    Instant now = now();
    Attestation attestation = attestation(by, draft, now);
    List<Refusal> faults = decisions.faults(who.policy(), attestation, now);
    if (!faults.isEmpty()) {
      throw ConsentRefused.invalid(faults.stream().map(Refusal::message).toList());
    }
    append(
        tenant,
        by,
        history -> {
          if (history.party().isEmpty()) {
            throw ConsentRefused.conflict(
                "nobody said yet who answers for the end users' data: name, address and contact");
          }
          return new ConsentAct.Attested(appId, attestation, draft.notice());
        });
    return attestation;
  }

  /** Takes an attestation back. */
  public Attestation revoke(TenantId tenant, Attester by, String id) {
    ConsentEntry revoked =
        append(
            tenant,
            by,
            history -> {
              Map.Entry<AppId, Attestation> known = find(history, id);
              if (known.getValue().revokedAt().isPresent()) {
                throw ConsentRefused.conflict("the attestation is revoked already");
              }
              return new ConsentAct.Revoked(known.getKey(), id);
            });
    return find(store.history(tenant), id).getValue().revoked(revoked.at());
  }

  /** Gives leave to keep copies of uploads for finding a fault (clause O6). */
  public ConsentEntry optIn(TenantId tenant, Attester by, Instant until) {
    Instant now = now();
    Period most =
        policies
            .get()
            .module(tenant(tenant).policy())
            .find(DataClass.DEBUG_COPY)
            .flatMap(DataRule::optInAtMost)
            .orElseThrow(() -> ConsentRefused.invalid("the policy keeps no debug copies"));
    if (!until.isAfter(now)) {
      throw ConsentRefused.invalid("until: lies in the past");
    }
    if (until.isAfter(now.atZone(ZoneOffset.UTC).plus(most).toInstant())) {
      throw ConsentRefused.invalid("until: the policy allows " + most + " at most");
    }
    return append(tenant, by, _ -> new ConsentAct.OptedIn(until.truncatedTo(ChronoUnit.MILLIS)));
  }

  public ConsentEntry optOut(TenantId tenant, Attester by) {
    return append(
        tenant,
        by,
        history -> {
          if (history.debug().isEmpty()) {
            throw ConsentRefused.conflict("nobody opted in");
          }
          return new ConsentAct.OptedOut();
        });
  }

  /** Asks for one of the shorter periods that the policy lists. */
  public ConsentEntry shorten(
      TenantId tenant, Attester by, DataClass dataClass, RetentionPeriod period) {
    boolean listed =
        policies
            .get()
            .module(tenant(tenant).policy())
            .find(dataClass)
            .map(rule -> rule.shorter().contains(period))
            .orElse(false);
    if (!listed) {
      throw ConsentRefused.invalid(
          "the policy lists no period " + period.period() + " for " + dataClass.key());
    }
    return append(tenant, by, _ -> new ConsentAct.Shortened(dataClass, period));
  }

  public ConsentEntry restore(TenantId tenant, Attester by, DataClass dataClass) {
    return append(
        tenant,
        by,
        history -> {
          if (!history.shortened().containsKey(dataClass)) {
            throw ConsentRefused.conflict("no shorter period was asked for");
          }
          return new ConsentAct.Restored(dataClass);
        });
  }

  /** All that the tenant said, and what it adds up to. */
  public ConsentHistory history(TenantId tenant) {
    return store.history(tenant(tenant).id());
  }

  /** What may be accepted: the version in force first, then the one announced. */
  public List<PolicyModule> offered(TenantId tenant) {
    return offered(tenant(tenant));
  }

  /** How the tenant stands to its policy, and what is coming. */
  public Outlook outlook(TenantId tenant) {
    return outlooks.of(tenant(tenant), store.history(tenant), clock.instant());
  }

  /** The tenant; {@link ConsentRefused} when there is none. */
  public Tenant tenant(TenantId id) {
    return accounts.tenant(id).orElseThrow(() -> ConsentRefused.notFound("tenant"));
  }

  /** One of the tenant's own AppIDs. */
  public Application application(TenantId tenant, AppId appId) {
    return accounts
        .application(appId)
        .filter(each -> each.tenant().equals(tenant))
        .orElseThrow(() -> ConsentRefused.notFound("AppID"));
  }

  /** The tenant's own AppIDs. */
  public List<Application> applications(TenantId tenant) {
    return accounts.applications(tenant(tenant).id());
  }

  private PolicyModule offered(Tenant tenant, PolicyRef version) {
    return offered(tenant).stream()
        .filter(module -> module.ref().equals(version))
        .findFirst()
        .orElseThrow(
            () ->
                ConsentRefused.conflict(
                    version + " is neither in force nor announced for this tenant"));
  }

  private List<PolicyModule> offered(Tenant tenant) {
    Instant now = clock.instant();
    return Stream.concat(
            policies.get().inForce(tenant.policy(), now).stream(),
            policies.get().announced(tenant.policy(), now).stream())
        .toList();
  }

  private static Attestation attestation(Attester by, AttestationDraft draft, Instant now) {
    Instant from = draft.from().map(each -> each.truncatedTo(ChronoUnit.MILLIS)).orElse(now);
    if (from.isBefore(now)) {
      throw ConsentRefused.invalid("from: an attestation does not reach back");
    }
    try {
      return new Attestation(
          "at-" + UUID.randomUUID(),
          by,
          draft.interfaces(),
          draft.scope(),
          draft.jurisdictions(),
          draft.howObtained(),
          draft.text(),
          from,
          draft.until().truncatedTo(ChronoUnit.MILLIS),
          Optional.empty());
    } catch (IllegalArgumentException e) {
      throw ConsentRefused.invalid(String.valueOf(e.getMessage()));
    }
  }

  private static Map.Entry<AppId, Attestation> find(ConsentHistory history, String id) {
    for (Map.Entry<AppId, List<Attestation>> each : history.attestations().entrySet()) {
      for (Attestation attestation : each.getValue()) {
        if (attestation.id().equals(id)) {
          return Map.entry(each.getKey(), attestation);
        }
      }
    }
    throw ConsentRefused.notFound("attestation");
  }

  private ConsentEntry append(
      TenantId tenant, Attester by, Function<ConsentHistory, ConsentAct> decide) {
    Words.check("who", by.id());
    Words.check("the capacity", by.capacity());
    tenant(tenant);
    return store.append(tenant, history -> new Draft(now(), by, decide.apply(history)));
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
