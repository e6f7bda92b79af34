package io.palimpsest.tenantadmin;

import io.palimpsest.platform.consent.ConsentAct;
import io.palimpsest.platform.consent.ConsentEntry;
import io.palimpsest.platform.consent.Outlook;
import io.palimpsest.platform.consent.Party;
import io.palimpsest.platform.oversight.OversightAct;
import io.palimpsest.platform.tenancy.Application;
import io.palimpsest.platform.tenancy.Region;
import io.palimpsest.platform.tenancy.Tenant;
import io.palimpsest.policy.PolicyModule;
import io.palimpsest.policy.decision.Attestation;
import io.palimpsest.policy.decision.ConsentScope;
import io.palimpsest.policy.decision.Standing;
import io.palimpsest.policy.terms.SubProcessor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** The JSON forms of what is shown. */
final class Views {
  private Views() {}

  static Map<String, Object> outlook(Outlook outlook) {
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("policy", outlook.policy());
    view.put("standing", standing(outlook.standing()));
    view.put("callsRun", outlook.standing().mayCall());
    outlook.wanted().ifPresent(module -> view.put("toAccept", policy(module)));
    outlook
        .change()
        .ifPresent(
            change ->
                view.put(
                    "subProcessors",
                    Map.of(
                        "added", change.added().stream().map(Views::subProcessor).toList(),
                        "changed", change.changed().stream().map(Views::subProcessor).toList(),
                        "removed", change.removed().stream().map(Views::subProcessor).toList())));
    view.put(
        "endings",
        outlook.endings().stream()
            .map(
                each ->
                    Map.of(
                        "appId", each.appId().value(),
                        "attestation", each.attestation().id(),
                        "until", each.attestation().until().toString()))
            .toList());
    return view;
  }

  /** The same, and why its calls are refused where the operator said so. */
  static Map<String, Object> outlook(Tenant tenant, Outlook outlook) {
    Map<String, Object> view = outlook(outlook);
    tenant
        .suspension()
        .ifPresent(
            since ->
                view.put(
                    "suspended",
                    Map.of(
                        "state", tenant.state().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                        "since", since.at().toString(),
                        "reason", since.reason())));
    return view;
  }

  private static Map<String, Object> standing(Standing standing) {
    Map<String, Object> view = new LinkedHashMap<>();
    switch (standing) {
      case Standing.Bound(var inForce, boolean byUse) -> {
        view.put("state", "bound");
        view.put("inForce", inForce.toString());
        view.put("byUse", byUse);
      }
      case Standing.Announced(var inForce, var next, var phase, boolean accepted, var from) -> {
        view.put("state", phase == Standing.Phase.NOTICE ? "notice" : "countdown");
        view.put("inForce", inForce.toString());
        view.put("next", next.toString());
        view.put("accepted", accepted);
        view.put("holdsFrom", from.toString());
      }
      case Standing.ObjectionStands(var inForce, var next, var from) -> {
        view.put("state", "objected");
        view.put("inForce", inForce.toString());
        view.put("next", next.toString());
        view.put("holdsFrom", from.toString());
      }
      case Standing.ObjectionHolds(var inForce) -> {
        view.put("state", "refused-after-objection");
        view.put("inForce", inForce.toString());
      }
      case Standing.MustAccept(var before, var wanted) -> {
        view.put("state", "must-accept");
        view.put("wanted", wanted.toString());
        before.ifPresent(old -> view.put("acceptedBefore", old.toString()));
      }
      case Standing.NoPolicy(String id) -> {
        view.put("state", "no-policy");
        view.put("policy", id);
      }
    }
    return view;
  }

  static Map<String, Object> policy(PolicyModule module) {
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("policy", module.id());
    view.put("version", module.version());
    view.put("sha256", module.hash());
    view.put("effective", module.effective().toString());
    view.put("title", Map.of("en", module.title().en(), "zh-CN", module.title().zh()));
    return view;
  }

  private static Map<String, Object> subProcessor(SubProcessor each) {
    return Map.of(
        "name", each.name(),
        "jurisdiction", each.jurisdiction(),
        "location", each.location().en(),
        "function", each.function().en(),
        "transfer", each.transfer().en(),
        "certifications", each.certifications(),
        "since", each.since().toString());
  }

  static Map<String, Object> application(Application application) {
    return Map.of(
        "appId", application.appId().value(),
        "name", application.name(),
        "regions", application.regions().stream().map(Region::name).sorted().toList());
  }

  static Map<String, Object> attestation(Attestation attestation) {
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("id", attestation.id());
    view.put("by", attestation.by().id());
    view.put("capacity", attestation.by().capacity());
    view.put("interfaces", new ArrayList<>(new TreeSet<>(attestation.interfaces())));
    switch (attestation.scope()) {
      case ConsentScope.Use(var dataClass, String purpose) ->
          view.put("use", Map.of("class", dataClass.key(), "purpose", purpose));
      case ConsentScope.Transfer(String country) -> view.put("transfer", country);
    }
    Map<String, Object> homes = new TreeMap<>();
    attestation
        .jurisdictions()
        .forEach(
            (home, age) ->
                homes.put(home, Map.of("from", age.from(), "parental", age.coversMinors())));
    view.put("jurisdictions", homes);
    view.put("howObtained", attestation.howObtained());
    view.put(
        "text",
        Map.of("version", attestation.text().version(), "sha256", attestation.text().sha256()));
    view.put("from", attestation.from().toString());
    view.put("until", attestation.until().toString());
    attestation.revokedAt().ifPresent(at -> view.put("revokedAt", at.toString()));
    return view;
  }

  static Map<String, Object> entry(ConsentEntry entry) {
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("number", entry.number());
    view.put("at", entry.at().toString());
    view.put("by", entry.by().id());
    view.put("capacity", entry.by().capacity());
    switch (entry.act()) {
      case ConsentAct.Introduced(Party party) -> view.put("introduced", party(party));
      case ConsentAct.Moved(String from, String to) ->
          view.put("policyChanged", Map.of("from", from, "to", to));
      case ConsentAct.Accepted(var policy, String hash) ->
          view.put("accepted", Map.of("policy", policy.toString(), "sha256", hash));
      case ConsentAct.Objected(var policy, String reason) ->
          view.put("objected", Map.of("policy", policy.toString(), "reason", reason));
      case ConsentAct.Attested(var app, var attestation, _) -> {
        view.put("appId", app.value());
        view.put("attested", attestation(attestation));
      }
      case ConsentAct.Revoked(var app, String id) -> {
        view.put("appId", app.value());
        view.put("revoked", id);
      }
      case ConsentAct.Cleared(var app, String id) -> {
        view.put("appId", app.value());
        view.put("dataErased", id);
      }
      case ConsentAct.EndTold(var app, String id) -> {
        view.put("appId", app.value());
        view.put("endTold", id);
      }
      case ConsentAct.OptedIn(var until) -> view.put("debugCopiesUntil", until.toString());
      case ConsentAct.OptedOut() -> view.put("debugCopies", false);
      case ConsentAct.Shortened(var dataClass, var period) ->
          view.put(
              "shortened", Map.of("class", dataClass.key(), "period", period.period().toString()));
      case ConsentAct.Restored(var dataClass) -> view.put("restored", dataClass.key());
      case ConsentAct.Left() -> view.put("left", true);
    }
    return view;
  }

  static Map<String, Object> oversight(OversightAct act) {
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("id", act.id());
    view.put("at", act.at().toString());
    view.put("region", act.region().name());
    view.put("by", act.by().id());
    view.put("capacity", act.by().capacity());
    view.put("reason", act.reason());
    switch (act) {
      case OversightAct.Look look -> view.put("lookedAt", look.callId().toString());
      case OversightAct.Disclosure given ->
          view.put(
              "disclosed",
              Map.of(
                  "class", given.dataClass().key(),
                  "count", given.count(),
                  "to", given.authority(),
                  "basis", given.basis()));
    }
    return view;
  }

  static Map<String, Object> party(Party party) {
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("name", party.name());
    view.put("address", party.address());
    view.put("contact", party.contact());
    view.put("type", party.type());
    party.email().ifPresent(text -> view.put("email", text));
    party.url().ifPresent(text -> view.put("url", text));
    party.phone().ifPresent(text -> view.put("phone", text));
    return view;
  }

  static List<Map<String, Object>> entries(List<ConsentEntry> entries) {
    return entries.stream().map(Views::entry).toList();
  }
}
