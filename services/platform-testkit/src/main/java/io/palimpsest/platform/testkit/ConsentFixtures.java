package io.palimpsest.platform.testkit;

import io.palimpsest.platform.consent.AttestationDraft;
import io.palimpsest.platform.consent.ConsentAct;
import io.palimpsest.platform.consent.ConsentEntry;
import io.palimpsest.platform.consent.ConsentHistory;
import io.palimpsest.platform.consent.ConsentNeeds;
import io.palimpsest.platform.consent.ConsentNotice;
import io.palimpsest.platform.consent.ConsentStore;
import io.palimpsest.platform.consent.ConsentStore.Draft;
import io.palimpsest.platform.consent.Party;
import io.palimpsest.platform.tenancy.AppId;
import io.palimpsest.platform.tenancy.Application;
import io.palimpsest.platform.tenancy.Tenant;
import io.palimpsest.platform.tenancy.TenantId;
import io.palimpsest.policy.PolicyLibrary;
import io.palimpsest.policy.PolicyModule;
import io.palimpsest.policy.decision.AgeAssurance;
import io.palimpsest.policy.decision.Attestation;
import io.palimpsest.policy.decision.Attester;
import io.palimpsest.policy.decision.ConsentScope;
import io.palimpsest.policy.decision.TenantTerms;
import io.palimpsest.policy.decision.TextReference;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Consents that tests share. */
public final class ConsentFixtures {
  public static final Attester OFFICER =
      new Attester("petra@toys.example", "data protection officer");
  public static final Party TOYS =
      new Party(
          "Ünïted Töys 株式会社",
          "1 Toy Street, Toytown",
          "privacy@toys.example",
          "company",
          Optional.of("privacy@toys.example"),
          Optional.of("https://toys.example/privacy"),
          Optional.empty());
  public static final TextReference TEXT = new TextReference("2026-10", "ab".repeat(32));
  public static final ConsentNotice NOTICE =
      new ConsentNotice("en", Optional.of("https://toys.example/consent"), Optional.empty());
  public static final Instant BEGAN = Instant.parse("2026-11-01T08:00:00Z");
  public static final Instant ENDS = Instant.parse("2035-01-01T00:00:00Z");

  /** Where the end users of fixtures live; old enough for every policy. */
  public static final Map<String, AgeAssurance> IN_SINGAPORE =
      Map.of("SG", new AgeAssurance.MinimumAge(21));

  private ConsentFixtures() {}

  /** Everything that the newest version of the tenant's policy asks for, said long ago. */
  public static List<ConsentAct> everything(Tenant tenant, AppId appId) {
    List<ConsentAct> acts = new ArrayList<>();
    PolicyModule policy = PolicyLibrary.shipped().module(tenant.policy());
    acts.add(new ConsentAct.Introduced(TOYS));
    acts.add(new ConsentAct.Accepted(policy.ref(), policy.hash()));
    for (ConsentNeeds need : ConsentNeeds.of(policy)) {
      acts.add(
          new ConsentAct.Attested(appId, attestation(need.scope(), need.interfaces()), NOTICE));
    }
    return acts;
  }

  /** Says everything in that store. */
  public static void sayEverything(ConsentStore store, Tenant tenant, AppId appId) {
    for (ConsentAct act : everything(tenant, appId)) {
      store.append(tenant.id(), _ -> new Draft(BEGAN, OFFICER, act));
    }
  }

  /** What everything adds up to. */
  public static TenantTerms terms(Tenant tenant, Application application) {
    return history(tenant.id(), everything(tenant, application.appId())).terms(tenant, application);
  }

  /** A history of these acts, all by the officer. */
  public static ConsentHistory history(TenantId tenant, List<ConsentAct> acts) {
    List<ConsentEntry> entries = new ArrayList<>();
    for (ConsentAct act : acts) {
      entries.add(new ConsentEntry(entries.size() + 1, tenant, BEGAN, OFFICER, act));
    }
    return new ConsentHistory(entries);
  }

  public static Attestation attestation(ConsentScope scope, Set<String> interfaces) {
    return new Attestation(
        "at-" + UUID.randomUUID(),
        OFFICER,
        interfaces,
        scope,
        IN_SINGAPORE,
        "tick box before capture",
        TEXT,
        BEGAN,
        ENDS,
        Optional.empty());
  }

  /** The same, before it is taken. */
  public static AttestationDraft draft(ConsentScope scope, Set<String> interfaces) {
    return new AttestationDraft(
        interfaces,
        scope,
        IN_SINGAPORE,
        "tick box before capture",
        TEXT,
        NOTICE,
        Optional.empty(),
        ENDS);
  }
}
