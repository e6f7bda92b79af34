package io.palimpsest.platform.receipts;

import io.palimpsest.platform.consent.ConsentAct;
import io.palimpsest.platform.consent.ConsentNotice;
import io.palimpsest.platform.consent.Party;
import io.palimpsest.platform.tenancy.Application;
import io.palimpsest.platform.tenancy.Region;
import io.palimpsest.platform.tenancy.Tenant;
import io.palimpsest.policy.DataClass;
import io.palimpsest.policy.Language;
import io.palimpsest.policy.LegalBasis;
import io.palimpsest.policy.PolicyModule;
import io.palimpsest.policy.Retention;
import io.palimpsest.policy.Text;
import io.palimpsest.policy.decision.AgeAssurance;
import io.palimpsest.policy.decision.Attestation;
import io.palimpsest.policy.decision.ConsentScope;
import io.palimpsest.policy.terms.DataRule;
import io.palimpsest.policy.terms.Purpose;
import io.palimpsest.policy.terms.RegionTerms;
import io.palimpsest.policy.terms.SubProcessor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Writes an attestation as a consent record: every mandatory field of ISO/IEC TS 27560:2023, and
 * what GDPR makes mandatory beside them (lawful basis, collection and processing method, processing
 * location, rights, authority, special categories), in the words of the Data Privacy Vocabulary
 * (profile {@code dpv-27560:record-eu-gdpr}). The tenant collects the consents and we process on
 * its behalf, so the principal is the group of its end users that the attestation speaks for.
 */
final class ConsentRecords {
  private static final String PROFILE = "https://w3id.org/dpv/schema/dpv-27560#record-eu-gdpr";

  private ConsentRecords() {}

  /**
   * What a record is made of.
   *
   * @param policy that was in force when the attestation was given
   * @param events giving it first, then taking it back
   */
  record Source(
      Tenant tenant,
      Party controller,
      Application application,
      PolicyModule policy,
      ConsentAct.Attested given,
      List<ConsentEvent> events) {}

  static Map<String, Object> of(Source source) {
    Attestation attestation = source.given.attestation();
    Map<String, Object> record = new TreeMap<>();
    record.put("@id", "urn:palimpsest:attestation:" + attestation.id());
    record.put("@type", "dpv:ConsentRecord");
    record.put("dct:conformsTo", PROFILE);
    record.put("dct:identifier", attestation.id());
    record.put("dpv:hasDataSubject", principal(source));
    record.put("dpv:hasNotice", notice(source.given.notice(), attestation));
    record.put("dct:language", source.given.notice().language());
    record.put("dpv:hasProcess", process(source));
    record.put(
        "dpv:hasDataController", List.of(Parties.controller(source.tenant, source.controller)));
    record.put("dpv:hasDataProcessor", Parties.processor(source.policy));
    record.put(
        "dpv:hasJurisdiction",
        new ArrayList<>(new TreeSet<>(attestation.jurisdictions().keySet())));
    record.put("dpv:hasConsentControl", withdrawal(source.controller));
    record.put("dpv:hasRight", rights(source.policy));
    record.put("dpv:hasAuthority", Parties.authority());
    source
        .given
        .notice()
        .impactAssessment()
        .ifPresent(where -> record.put("dpv:hasImpactAssessment", where));
    record.put("dpv:hasConsentStatus", events(source.events));
    return record;
  }

  private static Map<String, Object> principal(Source source) {
    Map<String, Object> ages = new TreeMap<>();
    source.given.attestation().jurisdictions().forEach((home, age) -> ages.put(home, age(age)));
    return Map.of(
        "@id",
        "urn:palimpsest:end-users:" + source.tenant.id() + ":" + source.application.appId(),
        "@type",
        "dpv:DataSubject",
        "dct:identifier",
        "end users of AppID " + source.application.appId(),
        "palimpsest:minimumAge",
        ages);
  }

  private static String age(AgeAssurance age) {
    return age.from() + (age.coversMinors() ? ", with parental consent where needed" : "");
  }

  private static Map<String, Object> notice(ConsentNotice notice, Attestation attestation) {
    Map<String, Object> form = new TreeMap<>();
    form.put("@type", "dpv:ConsentNotice");
    form.put("dct:language", notice.language());
    form.put("dct:hasVersion", attestation.text().version());
    form.put("palimpsest:sha256", attestation.text().sha256());
    notice.url().ifPresent(url -> form.put("dct:source", url));
    return form;
  }

  private static Map<String, Object> process(Source source) {
    Map<String, Object> process = new TreeMap<>();
    process.put("@type", "dpv:Process");
    process.put(
        "dpv:hasService", new ArrayList<>(new TreeSet<>(source.given.attestation().interfaces())));
    process.put("dpv:hasDataSource", source.given.attestation().howObtained());
    process.put(
        "dpv:hasProcessing", List.of("dpv:Collect", "dpv:Transform", "dpv:Store", "dpv:Erase"));
    process.put("dpv:hasRecipient", Parties.recipients(source.policy));
    process.put("dpv:hasLocation", countries(source));
    process.put("dpv:hasRule", source.policy.transfers().text().en());
    switch (source.given.attestation().scope()) {
      case ConsentScope.Use(DataClass dataClass, String purpose) ->
          use(source, dataClass, purpose, process);
      case ConsentScope.Transfer(String country) -> transfer(source, country, process);
    }
    return process;
  }

  private static void use(
      Source source, DataClass dataClass, String name, Map<String, Object> process) {
    DataRule rule = source.policy.rule(dataClass);
    Purpose purpose = Objects.requireNonNull(rule.purposes().get(name), "a purpose of the policy");
    process.put(
        "dpv:hasPurpose",
        Map.of(
            "@type",
            "dpv:Purpose",
            "dct:identifier",
            name,
            "dct:description",
            purpose.text().en()));
    process.put("dpv:hasLegalBasis", basis(purpose.sensitiveBasis().orElse(purpose.basis())));
    process.put("dpv:hasPersonalData", List.of(data(source, dataClass, rule)));
    process.put("dpv:hasStorageCondition", storage(source, rule));
  }

  private static void transfer(Source source, String country, Map<String, Object> process) {
    process.put(
        "dpv:hasPurpose",
        Map.of(
            "@type", "dpv:Purpose",
            "dct:identifier", "transfer-to-" + country,
            "dct:description", "working on the data in another country: " + country));
    process.put("dpv:hasLegalBasis", basis(LegalBasis.EXPLICIT_CONSENT));
    DataRule rule = source.policy.rule(DataClass.UPLOAD_AND_RESULT);
    process.put("dpv:hasPersonalData", List.of(data(source, DataClass.UPLOAD_AND_RESULT, rule)));
    process.put("dpv:hasStorageCondition", storage(source, rule));
  }

  private static Map<String, Object> data(Source source, DataClass dataClass, DataRule rule) {
    boolean health =
        source.given.attestation().interfaces().stream()
            .anyMatch(
                action ->
                    Optional.ofNullable(source.policy.families().get("health"))
                        .map(family -> family.interfaces().contains(action))
                        .orElse(false));
    List<String> types = new ArrayList<>(List.of("dpv:PersonalData", "dpv:SensitivePersonalData"));
    if (health) {
      types.add("dpv:SpecialCategoryPersonalData");
    }
    return Map.of(
        "@type",
        types,
        "dct:identifier",
        dataClass.key(),
        "dct:description",
        rule.content().en(),
        "dpv:hasNecessity",
        dataClass == DataClass.IDENTIFICATION ? "dpv:Optional" : "dpv:Required",
        "palimpsest:specialCategory",
        health ? "health" : "none intended");
  }

  private static List<Map<String, Object>> storage(Source source, DataRule rule) {
    return List.of(
        Map.of(
            "@type", "dpv:StorageLocation",
            "dpv:hasLocation", countries(source),
            "dct:description", rule.store().en()),
        Map.of("@type", "dpv:StorageDuration", "dpv:hasDuration", duration(rule.retention())),
        Map.of("@type", "dpv:StorageDeletion", "dct:description", rule.erasure().en()));
  }

  private static List<String> countries(Source source) {
    return source.application.regions().stream()
        .map(Region::name)
        .map(source.policy.regions()::get)
        .filter(Objects::nonNull)
        .map(RegionTerms::country)
        .distinct()
        .sorted()
        .toList();
  }

  private static String duration(Retention retention) {
    return switch (retention) {
      case Retention.Calendar calendar when calendar.isUntilCompletion() ->
          "until the call completes, the day of upload at the latest";
      case Retention.Calendar(var period) -> period.period().toString();
      case Retention.Clock(Duration duration) -> duration.toString();
      case Retention.AccountLife _ -> "as long as the account";
      case Retention.WithSource _ -> "as long as what it is a copy of";
    };
  }

  private static String basis(LegalBasis basis) {
    return switch (basis) {
      case EXPLICIT_CONSENT -> "eu-gdpr:A9-2-a";
      case CONTRACT -> "eu-gdpr:A6-1-b";
      case LEGAL_OBLIGATION -> "eu-gdpr:A6-1-c";
      case LEGITIMATE_INTEREST -> "eu-gdpr:A6-1-f";
      case INSTRUCTIONS -> "eu-gdpr:A6-1-a";
    };
  }

  private static Map<String, Object> withdrawal(Party controller) {
    return Map.of(
        "@type",
        "dpv:WithdrawConsent",
        "dct:description",
        "ask "
            + controller.contact()
            + "; one call withdraws it, as one call gave it, and it holds within a second");
  }

  private static List<Map<String, Object>> rights(PolicyModule policy) {
    List<Map<String, Object>> all = new ArrayList<>();
    policy
        .rights()
        .forEach(
            (name, right) ->
                all.add(
                    Map.of(
                        "@type",
                        "dpv:DataSubjectRight",
                        "dct:identifier",
                        name,
                        "dct:description",
                        right.text().in(Language.EN),
                        "palimpsest:due",
                        right.due().toString())));
    return all;
  }

  private static List<Map<String, Object>> events(List<ConsentEvent> events) {
    return events.stream().map(ConsentEvent::toJson).toList();
  }

  /** Who is named in a record. */
  private static final class Parties {
    private Parties() {}

    static Map<String, Object> controller(Tenant tenant, Party party) {
      Map<String, Object> form = new TreeMap<>();
      form.put("@type", "dpv:DataController");
      form.put("dct:identifier", "tenant " + tenant.id());
      form.put("dpv:hasName", party.name());
      form.put("dpv:hasAddress", party.address());
      List<String> contacts = new ArrayList<>(List.of(party.contact()));
      party.email().ifPresent(contacts::add);
      party.url().ifPresent(contacts::add);
      party.phone().ifPresent(contacts::add);
      form.put("dpv:hasContact", contacts);
      form.put("palimpsest:partyType", party.type());
      // The tenant collects the consents; we process for it.
      form.put("palimpsest:onBehalf", true);
      return form;
    }

    static Map<String, Object> processor(PolicyModule policy) {
      return Map.of(
          "@type", "dpv:DataProcessor",
          "dct:identifier", "operator",
          "dpv:hasName", "the operator of this installation",
          "dpv:hasContact", policy.parties().contact().en(),
          "dct:description", policy.parties().processor().en());
    }

    static List<Map<String, Object>> recipients(PolicyModule policy) {
      List<Map<String, Object>> all = new ArrayList<>();
      all.add(
          Map.of(
              "@type", "dpv:DataProcessor",
              "dct:identifier", "operator",
              "dpv:hasName", "the operator of this installation"));
      for (SubProcessor each : policy.subProcessors().values()) {
        all.add(
            Map.of(
                "@type", "dpv:DataSubProcessor",
                "dpv:hasName", each.name(),
                "dpv:hasJurisdiction", each.jurisdiction(),
                "dpv:hasLocation", text(each.location()),
                "dct:description", text(each.function())));
      }
      return all;
    }

    static Map<String, Object> authority() {
      return Map.of(
          "@type",
          "dpv:Authority",
          "dct:description",
          "the supervisory authority of the place where the end user lives or works (GDPR art. 77)");
    }

    private static String text(Text text) {
      return text.en();
    }
  }
}
