package io.palimpsest.platform.consent;

import io.palimpsest.platform.tenancy.AppId;
import io.palimpsest.platform.tenancy.Application;
import io.palimpsest.platform.tenancy.Region;
import io.palimpsest.platform.tenancy.Tenant;
import io.palimpsest.policy.DataClass;
import io.palimpsest.policy.RetentionPeriod;
import io.palimpsest.policy.decision.AcceptedPolicy;
import io.palimpsest.policy.decision.Attestation;
import io.palimpsest.policy.decision.DebugOptIn;
import io.palimpsest.policy.decision.Objection;
import io.palimpsest.policy.decision.TenantTerms;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A tenant's entries and what they add up to. Immutable. */
public final class ConsentHistory {
  private final List<ConsentEntry> entries;
  private final Map<AppId, Map<String, Attestation>> attestations = new LinkedHashMap<>();
  private final Map<DataClass, RetentionPeriod> shortened = new EnumMap<>(DataClass.class);
  private final Set<String> endsTold = new HashSet<>();
  private @Nullable Party party;
  private @Nullable AcceptedPolicy accepted;
  private @Nullable Objection objection;
  private @Nullable DebugOptIn debug;
  private @Nullable Instant debugTakenBack;

  /**
   * @param entries the oldest first
   */
  public ConsentHistory(List<ConsentEntry> entries) {
    this.entries = List.copyOf(entries);
    this.entries.forEach(this::add);
  }

  private void add(ConsentEntry entry) {
    switch (entry.act()) {
      case ConsentAct.Introduced(Party who) -> party = who;
      case ConsentAct.Moved _, ConsentAct.Left _ -> {
        accepted = null;
        objection = null;
        debug = null;
        debugTakenBack = entry.at();
      }
      case ConsentAct.Accepted(var policy, String hash) ->
          accepted = new AcceptedPolicy(policy, entry.by(), entry.at(), hash);
      case ConsentAct.Objected(var policy, String reason) ->
          objection = new Objection(policy, entry.by(), entry.at(), reason);
      case ConsentAct.Attested(AppId app, Attestation attestation, _) ->
          attestations
              .computeIfAbsent(app, _ -> new LinkedHashMap<>())
              .put(attestation.id(), attestation);
      case ConsentAct.Revoked(AppId app, String id) ->
          attestations
              .getOrDefault(app, new LinkedHashMap<>())
              .computeIfPresent(id, (_, old) -> old.revoked(entry.at()));
      case ConsentAct.OptedIn(var until) -> debug = new DebugOptIn(entry.by(), entry.at(), until);
      case ConsentAct.OptedOut() -> {
        debug = null;
        debugTakenBack = entry.at();
      }
      case ConsentAct.Shortened(DataClass dataClass, RetentionPeriod period) ->
          shortened.put(dataClass, period);
      case ConsentAct.Restored(DataClass dataClass) -> shortened.remove(dataClass);
      case ConsentAct.EndTold(_, String id) -> endsTold.add(id);
      case ConsentAct.Cleared _ -> {}
    }
  }

  /** Every line, the oldest first. */
  public List<ConsentEntry> entries() {
    return entries;
  }

  /** Id of the policy that the tenant was under when it said that line. */
  public String policyAt(Tenant tenant, ConsentEntry line) {
    return entries.stream()
        .filter(each -> each.number() > line.number())
        .map(ConsentEntry::act)
        .filter(ConsentAct.Moved.class::isInstance)
        .map(act -> ((ConsentAct.Moved) act).from())
        .findFirst()
        .orElse(tenant.policy());
  }

  /** Who answers for the end users' data. */
  public Optional<Party> party() {
    return Optional.ofNullable(party);
  }

  public Optional<AcceptedPolicy> accepted() {
    return Optional.ofNullable(accepted);
  }

  public Optional<Objection> objection() {
    return Optional.ofNullable(objection);
  }

  /** Attestations for an AppID, those that ended included, the oldest first. */
  public List<Attestation> attestations(AppId appId) {
    return List.copyOf(attestations.getOrDefault(appId, Map.of()).values());
  }

  /** Attestations by AppID. */
  public Map<AppId, List<Attestation>> attestations() {
    Map<AppId, List<Attestation>> all = new LinkedHashMap<>();
    attestations.keySet().forEach(app -> all.put(app, attestations(app)));
    return all;
  }

  public Optional<DebugOptIn> debug() {
    return Optional.ofNullable(debug);
  }

  /**
   * When leave to keep debug copies was last taken back, whether or not it was given again since;
   * one that ends by itself is not taken back.
   */
  public Optional<Instant> debugTakenBack() {
    return Optional.ofNullable(debugTakenBack);
  }

  public Map<DataClass, RetentionPeriod> shortened() {
    return Map.copyOf(shortened);
  }

  /** Whether it was told already that this attestation is about to end. */
  boolean isEndTold(String attestation) {
    return endsTold.contains(attestation);
  }

  /** All that a decision about a call of this AppID needs to know. */
  public TenantTerms terms(Tenant tenant, Application application) {
    return terms(tenant, application.regions(), attestations(application.appId()));
  }

  /** The terms without any AppID's attestations: how the tenant stands to its policy. */
  public TenantTerms terms(Tenant tenant) {
    return terms(tenant, Set.of(), List.of());
  }

  private TenantTerms terms(Tenant tenant, Set<Region> regions, List<Attestation> attested) {
    return new TenantTerms(
        tenant.policy(),
        accepted(),
        objection(),
        regions.stream().map(Region::name).collect(Collectors.toSet()),
        attested,
        debug(),
        shortened());
  }
}
