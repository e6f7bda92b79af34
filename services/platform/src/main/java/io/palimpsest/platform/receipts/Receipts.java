package io.palimpsest.platform.receipts;

import io.palimpsest.platform.consent.ConsentAct;
import io.palimpsest.platform.consent.ConsentEntry;
import io.palimpsest.platform.consent.ConsentHistory;
import io.palimpsest.platform.consent.ConsentRefused;
import io.palimpsest.platform.consent.Consents;
import io.palimpsest.platform.consent.Party;
import io.palimpsest.platform.tenancy.Tenant;
import io.palimpsest.platform.tenancy.TenantId;
import io.palimpsest.policy.PolicyLibrary;
import io.palimpsest.policy.PolicyModule;
import io.palimpsest.policy.decision.Attestation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Gives a signed receipt of what a tenant said. A receipt is made of the history alone, so it can
 * be had again at any time, word for word, for as long as the same key signs. Thread-safe.
 */
public final class Receipts {
  /** The namespaces, so that a reader of JSON-LD needs to fetch nothing. */
  static final Map<String, String> CONTEXT =
      Map.of(
          "dpv", "https://w3id.org/dpv#",
          "eu-gdpr", "https://w3id.org/dpv/legal/eu/gdpr#",
          "dct", "http://purl.org/dc/terms/",
          "palimpsest", "urn:palimpsest:terms:");

  private static final String PROFILE = "https://w3id.org/dpv/schema/dpv-27560#receipt-eu-gdpr";

  private final Consents consents;
  private final Supplier<PolicyLibrary> policies;
  private final ReceiptKeyStore keys;

  public Receipts(Consents consents, Supplier<PolicyLibrary> policies, ReceiptKeyStore keys) {
    this.consents = consents;
    this.policies = policies;
    this.keys = keys;
  }

  /** The keys that receipts are checked with, the newest first. */
  public List<PublicReceiptKey> published() {
    keys.newest(); // so that there is one
    return keys.published();
  }

  /**
   * A receipt of one line of the tenant's history.
   *
   * @throws ConsentRefused when the tenant has no such line, or nobody said who answers for the
   *     data
   */
  public String of(TenantId tenant, long number) {
    ConsentHistory history = consents.history(tenant);
    ConsentEntry entry =
        history.entries().stream()
            .filter(each -> each.number() == number)
            .findFirst()
            .orElseThrow(() -> ConsentRefused.notFound("entry"));
    return keys.newest().sign(document(consents.tenant(tenant), history, entry));
  }

  /** A receipt of an attestation as it stands: given, or given and taken back. */
  public String ofAttestation(TenantId tenant, String id) {
    ConsentHistory history = consents.history(tenant);
    ConsentEntry newest = null;
    for (ConsentEntry each : history.entries()) {
      if (isAbout(each.act(), id)) {
        newest = each;
      }
    }
    if (newest == null) {
      throw ConsentRefused.notFound("attestation");
    }
    return of(tenant, newest.number());
  }

  private static boolean isAbout(ConsentAct act, String id) {
    return switch (act) {
      case ConsentAct.Attested(_, Attestation attestation, _) -> attestation.id().equals(id);
      case ConsentAct.Revoked(_, String revoked) -> revoked.equals(id);
      default -> false;
    };
  }

  private Map<String, Object> document(Tenant tenant, ConsentHistory history, ConsentEntry entry) {
    Map<String, Object> receipt = new TreeMap<>();
    receipt.put("@context", CONTEXT);
    receipt.put("dct:identifier", "rc-" + tenant.id() + "-" + entry.number());
    receipt.put("dct:created", entry.at().toString());
    receipt.put("dct:publisher", "the operator of this installation");
    switch (entry.act()) {
      case ConsentAct.Attested given ->
          consentReceipt(receipt, record(tenant, history, entry, given, Optional.empty()));
      case ConsentAct.Revoked revoked -> {
        ConsentEntry given = given(history, revoked.attestation());
        consentReceipt(
            receipt,
            record(tenant, history, given, (ConsentAct.Attested) given.act(), Optional.of(entry)));
      }
      default -> {
        receipt.put("@type", "palimpsest:Receipt");
        receipt.put("dpv:hasRecordOfActivity", said(tenant, entry));
      }
    }
    return receipt;
  }

  private static void consentReceipt(Map<String, Object> receipt, Map<String, Object> record) {
    receipt.put("@type", "dpv:ConsentReceipt");
    receipt.put("dct:conformsTo", PROFILE);
    receipt.put("dpv:hasRecordOfActivity", record);
  }

  private Map<String, Object> record(
      Tenant tenant,
      ConsentHistory history,
      ConsentEntry entry,
      ConsentAct.Attested given,
      Optional<ConsentEntry> revoked) {
    Attestation attestation = given.attestation();
    List<ConsentEvent> events = new ArrayList<>();
    events.add(
        new ConsentEvent(
            ConsentEvent.State.GIVEN,
            entry.at(),
            entry.by(),
            Optional.of(Duration.between(attestation.from(), attestation.until()))));
    revoked.ifPresent(
        line ->
            events.add(
                new ConsentEvent(
                    ConsentEvent.State.WITHDRAWN, line.at(), line.by(), Optional.empty())));
    Party controller =
        history
            .party()
            .orElseThrow(
                () -> ConsentRefused.conflict("nobody said who answers for the end users' data"));
    PolicyModule policy =
        policies.get().inForce(history.policyAt(tenant, entry), entry.at()).orElseThrow();
    return ConsentRecords.of(
        new ConsentRecords.Source(
            tenant,
            controller,
            consents.application(tenant.id(), given.app()),
            policy,
            given,
            events));
  }

  private static ConsentEntry given(ConsentHistory history, String attestation) {
    return history.entries().stream()
        .filter(
            each ->
                each.act() instanceof ConsentAct.Attested attested
                    && attested.attestation().id().equals(attestation))
        .findFirst()
        .orElseThrow();
  }

  /** What was said of the policy, not of end users' consent. */
  private static Map<String, Object> said(Tenant tenant, ConsentEntry entry) {
    Map<String, Object> said = new TreeMap<>();
    said.put("dpv:hasDataController", "tenant " + tenant.id());
    said.put("dpv:isIndicatedAtTime", entry.at().toString());
    said.put(
        "dpv:isIndicatedBy",
        Map.of("dct:identifier", entry.by().id(), "palimpsest:capacity", entry.by().capacity()));
    switch (entry.act()) {
      case ConsentAct.Accepted(var policy, String hash) -> {
        said.put("@type", "palimpsest:PolicyAccepted");
        said.put("palimpsest:policy", policy.toString());
        said.put("palimpsest:sha256", hash);
      }
      case ConsentAct.Moved(String from, String to) -> {
        said.put("@type", "palimpsest:PolicyChanged");
        said.put("palimpsest:policyBefore", from);
        said.put("palimpsest:policy", to);
      }
      case ConsentAct.Objected(var policy, String reason) -> {
        said.put("@type", "palimpsest:PolicyObjected");
        said.put("palimpsest:policy", policy.toString());
        said.put("dct:description", reason);
      }
      case ConsentAct.OptedIn(var until) -> {
        said.put("@type", "palimpsest:DebugCopiesAllowed");
        said.put("palimpsest:until", until.toString());
      }
      case ConsentAct.OptedOut() -> said.put("@type", "palimpsest:DebugCopiesEnded");
      case ConsentAct.Left() -> said.put("@type", "palimpsest:TenantLeft");
      case ConsentAct.Shortened(var dataClass, var period) -> {
        said.put("@type", "palimpsest:PeriodShortened");
        said.put("palimpsest:dataClass", dataClass.key());
        said.put("dpv:hasDuration", period.period().toString());
      }
      case ConsentAct.Restored(var dataClass) -> {
        said.put("@type", "palimpsest:PeriodRestored");
        said.put("palimpsest:dataClass", dataClass.key());
      }
      case ConsentAct.Introduced(Party party) -> {
        said.put("@type", "palimpsest:ControllerNamed");
        said.put("dpv:hasName", party.name());
      }
      case ConsentAct.Cleared(_, String id) -> {
        said.put("@type", "palimpsest:DataErased");
        said.put("palimpsest:attestation", id);
      }
      case ConsentAct.EndTold(_, String id) -> {
        said.put("@type", "palimpsest:EndTold");
        said.put("palimpsest:attestation", id);
      }
      case ConsentAct.Attested _, ConsentAct.Revoked _ ->
          throw new IllegalStateException("has a consent record");
    }
    return said;
  }
}
