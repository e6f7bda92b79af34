package io.palimpsest.policy.internal;

import com.fasterxml.jackson.databind.JsonNode;
import io.palimpsest.policy.DataClass;
import io.palimpsest.policy.LegalBasis;
import io.palimpsest.policy.PolicyModule;
import io.palimpsest.policy.Retention;
import io.palimpsest.policy.RetentionPeriod;
import io.palimpsest.policy.Staging;
import io.palimpsest.policy.internal.Inheritance.Joined;
import io.palimpsest.policy.terms.Acceptance;
import io.palimpsest.policy.terms.Ages;
import io.palimpsest.policy.terms.Backups;
import io.palimpsest.policy.terms.DataRule;
import io.palimpsest.policy.terms.Family;
import io.palimpsest.policy.terms.Parties;
import io.palimpsest.policy.terms.Purpose;
import io.palimpsest.policy.terms.RegionTerms;
import io.palimpsest.policy.terms.Right;
import io.palimpsest.policy.terms.Statement;
import io.palimpsest.policy.terms.SubProcessor;
import io.palimpsest.policy.terms.Transfers;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Turns a tree that the schema and the checks have passed into records. */
final class ModuleReader {
  private ModuleReader() {}

  static PolicyModule read(Joined joined, String hash) {
    Section own = new Section(joined.file().tree());
    Section all = new Section(joined.tree());
    return new PolicyModule(
        joined.file().ref(),
        own.day("effective"),
        own.optional("announced").map(JsonNode::textValue).map(LocalDate::parse),
        all.text("title"),
        all.text("summary"),
        parties(all.section("parties")),
        acceptance(all.section("acceptance")),
        Duration.parse(all.section("calls").string("longest")),
        all.constant("staging", Staging.class),
        classes(all),
        all.map("families", ModuleReader::family),
        ages(all.section("ages")),
        all.map("regions", ModuleReader::region),
        all.map("sub-processors", ModuleReader::subProcessor),
        transfers(all.section("transfers")),
        backups(all.section("backups")),
        all.map("rights", ModuleReader::right),
        all.map("statements", each -> new Statement(each.text("text"), each.clauses())),
        joined.lineage(),
        hash);
  }

  private static Parties parties(Section parties) {
    return new Parties(
        parties.text("controller"),
        parties.text("processor"),
        parties.text("contact"),
        parties.clauses());
  }

  private static Acceptance acceptance(Section acceptance) {
    return new Acceptance(
        acceptance.constant("mode", Acceptance.Mode.class),
        acceptance.period("notice"),
        acceptance.period("countdown"),
        acceptance.clauses());
  }

  private static Map<DataClass, DataRule> classes(Section module) {
    Map<DataClass, DataRule> classes = new EnumMap<>(DataClass.class);
    module.map("classes", ModuleReader::rule).forEach((k, v) -> classes.put(DataClass.of(k), v));
    return classes;
  }

  private static DataRule rule(Section rule) {
    return new DataRule(
        rule.text("content"),
        rule.strings("fields"),
        rule.text("store"),
        Retention.parse(rule.string("retention")),
        rule.list("shorter", each -> RetentionPeriod.parse(each.textValue())),
        rule.optional("opt-in-at-most").map(each -> java.time.Period.parse(each.textValue())),
        rule.text("erasure"),
        rule.map("purposes", ModuleReader::purpose),
        rule.clauses());
  }

  private static Purpose purpose(Section purpose) {
    return new Purpose(
        purpose.text("text"),
        purpose.constant("basis", LegalBasis.class),
        purpose.optionalConstant("sensitive-basis", LegalBasis.class),
        purpose.flag("attested"),
        purpose.clauses());
  }

  private static Family family(Section family) {
    return new Family(
        family.text("title"),
        new LinkedHashSet<>(family.strings("interfaces")),
        family.list(
            "needs",
            each ->
                new Family.Need(
                    DataClass.of(each.get("class").textValue()), each.get("purpose").textValue())),
        dataClasses(family, "stores"),
        family.clauses());
  }

  private static Ages ages(Section ages) {
    return new Ages(
        limit(ages.section("otherwise")),
        ages.map("jurisdictions", ModuleReader::limit),
        ages.clauses());
  }

  private static Ages.Limit limit(Section limit) {
    return new Ages.Limit(limit.number("floor"), limit.number("alone"), limit.string("source"));
  }

  private static RegionTerms region(Section region) {
    return new RegionTerms(
        region.string("country"), ZoneId.of(region.string("zone")), region.text("place"));
  }

  private static SubProcessor subProcessor(Section other) {
    return new SubProcessor(
        other.string("name"),
        other.string("jurisdiction"),
        other.text("location"),
        other.text("function"),
        dataClasses(other, "data"),
        other.text("transfer"),
        other.strings("certifications"),
        other.day("since"),
        new HashSet<>(other.strings("regions")));
  }

  private static Transfers transfers(Section transfers) {
    return new Transfers(
        transfers.flag("outside-region"),
        new HashSet<>(transfers.strings("consent-from")),
        transfers.text("text"),
        transfers.clauses());
  }

  private static Backups backups(Section backups) {
    return new Backups(
        backups.flag("encrypted"),
        dataClasses(backups, "of"),
        backups.text("text"),
        backups.clauses());
  }

  private static Right right(Section right) {
    return new Right(right.text("text"), right.period("due"), right.clauses());
  }

  private static Set<DataClass> dataClasses(Section section, String name) {
    return new LinkedHashSet<>(section.list(name, each -> DataClass.of(each.textValue())));
  }
}
