package io.palimpsest.policy.internal;

import com.fasterxml.jackson.databind.JsonNode;
import io.palimpsest.policy.PolicyFault;
import io.palimpsest.policy.internal.Inheritance.Joined;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What a schema cannot say: that the parts of a module fit each other and the world. */
final class ModuleChecks {
  private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());

  private final Joined module;
  private final JsonNode tree;
  private final List<PolicyFault> faults = new ArrayList<>();

  private ModuleChecks(Joined module) {
    this.module = module;
    this.tree = module.tree();
  }

  /** Every fault of a module that the schema has passed. */
  static List<PolicyFault> faults(Joined module) {
    ModuleChecks checks = new ModuleChecks(module);
    checks.dates();
    checks.faults.addAll(new PeriodChecks(module).faults());
    checks.purposes();
    checks.families();
    checks.ages();
    checks.regions();
    checks.subProcessors();
    checks.backups();
    return checks.faults;
  }

  private void dates() {
    JsonNode announced = module.file().tree().get("announced");
    if (announced == null) {
      return;
    }
    LocalDate effective = LocalDate.parse(module.file().tree().get("effective").textValue());
    Period notice = Period.parse(tree.at("/acceptance/notice").textValue());
    LocalDate earliest = LocalDate.parse(announced.textValue()).plus(notice);
    if (effective.isBefore(earliest)) {
      fault(
          "/effective",
          "a version announced on "
              + announced.textValue()
              + " holds from "
              + earliest
              + " at the earliest: the notice is "
              + notice);
    }
  }

  private void purposes() {
    each("/classes/identification/purposes")
        .forEach(
            (name, purpose) -> {
              if (!purpose.get("attested").booleanValue()) {
                fault(
                    "/classes/identification/purposes/" + name + "/attested",
                    "identification data is used for nothing that is not attested");
              }
            });
  }

  private void families() {
    Map<String, String> seen = new HashMap<>();
    each("/families")
        .forEach(
            (name, family) -> {
              String place = "/families/" + name;
              for (JsonNode action : family.get("interfaces")) {
                String other = seen.putIfAbsent(action.textValue(), name);
                if (other != null) {
                  fault(
                      place + "/interfaces",
                      action.textValue() + " is in family " + other + " too");
                }
              }
              int index = 0;
              for (JsonNode need : family.get("needs")) {
                need(place + "/needs/" + index++, need);
              }
              for (JsonNode stored : family.get("stores")) {
                known("/classes", stored.textValue(), place + "/stores", "class");
              }
            });
  }

  private void need(String place, JsonNode need) {
    String dataClass = need.get("class").textValue();
    String purpose = need.get("purpose").textValue();
    JsonNode found = tree.at("/classes/" + dataClass + "/purposes/" + purpose);
    if (found.isMissingNode()) {
      fault(place, "there is no purpose " + purpose + " of class " + dataClass);
    } else if (!found.get("attested").booleanValue()) {
      fault(place, "purpose " + purpose + " of class " + dataClass + " is not one to attest");
    }
  }

  private void ages() {
    age("/ages/otherwise");
    each("/ages/jurisdictions")
        .forEach(
            (country, _) -> {
              age("/ages/jurisdictions/" + country);
              country("/ages/jurisdictions/" + country, country);
            });
  }

  private void age(String place) {
    JsonNode limit = tree.at(place);
    if (limit.get("alone").intValue() < limit.get("floor").intValue()) {
      fault(place + "/alone", "people consent for themselves at no younger age than the floor");
    }
  }

  private void regions() {
    each("/regions")
        .forEach(
            (name, region) -> {
              String place = "/regions/" + name;
              country(place + "/country", region.get("country").textValue());
              try {
                ZoneId.of(region.get("zone").textValue());
              } catch (DateTimeException _) {
                fault(place + "/zone", "there is no time zone " + region.get("zone").textValue());
              }
            });
    for (JsonNode home : tree.at("/transfers/consent-from")) {
      country("/transfers/consent-from", home.textValue());
    }
  }

  private void subProcessors() {
    each("/sub-processors")
        .forEach(
            (name, other) -> {
              String place = "/sub-processors/" + name;
              country(place + "/jurisdiction", other.get("jurisdiction").textValue());
              for (JsonNode region : other.get("regions")) {
                known("/regions", region.textValue(), place + "/regions", "region");
              }
              for (JsonNode seen : other.get("data")) {
                known("/classes", seen.textValue(), place + "/data", "class");
              }
            });
  }

  private void backups() {
    JsonNode of = tree.at("/backups/of");
    for (JsonNode copied : of) {
      known("/classes", copied.textValue(), "/backups/of", "class");
    }
    if (!of.isEmpty()) {
      known("/classes", "backup", "/backups/of", "class");
    }
  }

  private void known(String among, String name, String place, String what) {
    if (!tree.at(among).has(name)) {
      fault(place, "there is no " + what + " " + name);
    }
  }

  private void country(String place, String code) {
    if (!COUNTRIES.contains(code)) {
      fault(place, code + " is no country of ISO 3166-1");
    }
  }

  private Map<String, JsonNode> each(String place) {
    Map<String, JsonNode> all = new java.util.LinkedHashMap<>();
    tree.at(place).properties().forEach(each -> all.put(each.getKey(), each.getValue()));
    return all;
  }

  private void fault(String place, String what) {
    faults.add(module.file().fault(place, what));
  }
}
