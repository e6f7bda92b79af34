package io.palimpsest.policy.render;

import io.palimpsest.policy.ClauseId;
import io.palimpsest.policy.DataClass;
import io.palimpsest.policy.Language;
import io.palimpsest.policy.PolicyModule;
import io.palimpsest.policy.Staging;
import io.palimpsest.policy.Text;
import io.palimpsest.policy.terms.Ages;
import io.palimpsest.policy.terms.DataRule;
import io.palimpsest.policy.terms.Family;
import io.palimpsest.policy.terms.Purpose;
import io.palimpsest.policy.terms.SubProcessor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The text of one version of a policy that a tenant's admin reads and accepts. Says everything that
 * the module says, and for what several modules say, whose value holds (clause T1).
 */
public final class PolicyText {
  private final PolicyModule policy;
  private final Language language;
  private final Terms terms;
  private final List<Block> blocks = new ArrayList<>();

  private PolicyText(PolicyModule policy, Language language) {
    this.policy = policy;
    this.language = language;
    this.terms = new Terms(language);
  }

  public static String markdown(PolicyModule policy, Language language) {
    return new PolicyText(policy, language).document().markdown();
  }

  /** A page by itself: no script, no style and no picture from elsewhere. */
  public static String html(PolicyModule policy, Language language) {
    return new PolicyText(policy, language).document().html();
  }

  private Document document() {
    head();
    parties();
    heading(Words.CLASSES);
    paragraph(
        policy.staging() == Staging.OBJECT_STORE
            ? Words.STAGING_OBJECT_STORE
            : Words.STAGING_MEMORY);
    policy.classes().forEach(this::dataClass);
    families();
    ages();
    regions();
    subProcessors();
    transfers();
    acceptance();
    backups();
    rights();
    statements();
    lineage();
    return new Document(language, say(policy.title()), blocks);
  }

  private void head() {
    blocks.add(new Block.Heading(1, say(policy.title())));
    blocks.add(new Block.Paragraph(say(policy.summary())));
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of(say(Words.POLICY), policy.id()));
    rows.add(List.of(say(Words.VERSION), policy.version()));
    rows.add(List.of(say(Words.EFFECTIVE), policy.effective().toString()));
    rows.add(
        List.of(say(Words.LAST_UPDATED), policy.announced().orElse(policy.effective()).toString()));
    rows.add(List.of(say(Words.LONGEST_CALL), terms.duration(policy.longestCall())));
    rows.add(List.of(say(Words.CONTENT_HASH), policy.hash()));
    blocks.add(new Block.Table(List.of(say(Words.SETTING), ""), rows));
    paragraph(Words.BINDING);
  }

  private void parties() {
    heading(Words.PARTIES);
    bullets(
        labelled(Words.CONTROLLER, say(policy.parties().controller())),
        labelled(Words.PROCESSOR, say(policy.parties().processor())),
        labelled(Words.CONTACT, say(policy.parties().contact())));
    clauses(policy.parties().clauses());
  }

  private void dataClass(DataClass dataClass, DataRule rule) {
    blocks.add(new Block.Heading(3, terms.dataClass(dataClass)));
    List<String> items = new ArrayList<>();
    items.add(labelled(Words.CONTENT, say(rule.content())));
    if (!rule.fields().isEmpty()) {
      items.add(labelled(Words.FIELDS, terms.list(rule.fields())));
    }
    items.add(labelled(Words.STORE, say(rule.store())));
    items.add(labelled(Words.RETENTION, terms.retention(rule.retention())));
    if (!rule.shorter().isEmpty()) {
      items.add(
          labelled(
              Words.SHORTER,
              terms.list(
                  rule.shorter().stream().map(each -> terms.period(each.period())).toList())));
    }
    rule.optInAtMost().ifPresent(most -> items.add(labelled(Words.OPT_IN, terms.period(most))));
    items.add(labelled(Words.ERASURE, say(rule.erasure())));
    blocks.add(new Block.Bullets(items));
    table(
        List.of(Words.PURPOSES, Words.BASIS, Words.SENSITIVE_BASIS, Words.ATTESTED, Words.CLAUSES),
        rule.purposes().values().stream().map(this::purpose).toList());
    clauses(rule.clauses());
  }

  private List<String> purpose(Purpose purpose) {
    return List.of(
        say(purpose.text()),
        terms.basis(purpose.basis()),
        purpose.sensitiveBasis().map(terms::basis).orElse("–"),
        say(purpose.attested() ? Words.YES : Words.NO),
        ids(purpose.clauses()));
  }

  private void families() {
    heading(Words.FAMILIES);
    table(
        List.of(Words.FAMILY, Words.INTERFACES, Words.NEEDS, Words.STORES, Words.CLAUSES),
        policy.families().values().stream().map(this::family).toList());
  }

  private List<String> family(Family family) {
    return List.of(
        say(family.title()),
        terms.list(List.copyOf(family.interfaces())),
        terms.list(family.needs().stream().map(this::need).toList()),
        terms.list(family.stores().stream().sorted().map(terms::dataClass).toList()),
        ids(family.clauses()));
  }

  private String need(Family.Need need) {
    Text purpose = policy.rule(need.dataClass()).purposes().get(need.purpose()).text();
    return terms.labelled(terms.dataClass(need.dataClass()), say(purpose));
  }

  private void ages() {
    heading(Words.AGES);
    paragraph(Words.AGES_INTRO);
    List<List<String>> rows = new ArrayList<>();
    policy
        .ages()
        .jurisdictions()
        .forEach((country, limit) -> rows.add(age(terms.country(country), limit)));
    rows.add(age(say(Words.ELSEWHERE), policy.ages().otherwise()));
    table(List.of(Words.JURISDICTION, Words.FLOOR, Words.ALONE, Words.SOURCE), rows);
    clauses(policy.ages().clauses());
  }

  private List<String> age(String where, Ages.Limit limit) {
    String years = " " + say(Words.YEARS_OLD);
    return List.of(where, limit.floor() + years, limit.alone() + years, limit.source());
  }

  private void regions() {
    heading(Words.REGIONS);
    List<List<String>> rows = new ArrayList<>();
    policy
        .regions()
        .forEach(
            (name, region) ->
                rows.add(
                    List.of(
                        name,
                        say(region.place()),
                        terms.country(region.country()),
                        region.zone().getId())));
    table(List.of(Words.REGION, Words.PLACE, Words.COUNTRY, Words.ZONE), rows);
  }

  private void subProcessors() {
    heading(Words.SUB_PROCESSORS);
    if (policy.subProcessors().isEmpty()) {
      paragraph(Words.NO_SUB_PROCESSORS);
      return;
    }
    for (String region : policy.regions().keySet()) {
      List<SubProcessor> here =
          policy.subProcessors().values().stream()
              .filter(each -> each.regions().contains(region))
              .toList();
      if (!here.isEmpty()) {
        blocks.add(new Block.Heading(3, say(Words.REGION) + " " + region));
        table(
            List.of(
                Words.NAME,
                Words.LAW,
                Words.LOCATION,
                Words.FUNCTION,
                Words.DATA,
                Words.TRANSFER,
                Words.CERTIFICATIONS,
                Words.SINCE),
            here.stream().map(this::subProcessor).toList());
      }
    }
  }

  private List<String> subProcessor(SubProcessor other) {
    return List.of(
        other.name(),
        terms.country(other.jurisdiction()),
        say(other.location()),
        say(other.function()),
        terms.list(other.data().stream().sorted().map(terms::dataClass).toList()),
        say(other.transfer()),
        terms.list(other.certifications()),
        other.since().toString());
  }

  private void transfers() {
    heading(Words.TRANSFERS);
    paragraph(policy.transfers().outsideRegion() ? Words.MAY_LEAVE : Words.STAYS);
    blocks.add(new Block.Paragraph(say(policy.transfers().text())));
    bullets(
        labelled(
            Words.CONSENT_FROM,
            terms.list(
                policy.transfers().consentFrom().stream().sorted().map(terms::country).toList())));
    clauses(policy.transfers().clauses());
  }

  private void acceptance() {
    heading(Words.ACCEPTANCE);
    paragraph(
        switch (policy.acceptance().mode()) {
          case EXPLICIT -> Words.EXPLICIT;
          case CONTINUED_USE -> Words.CONTINUED_USE;
        });
    bullets(
        labelled(Words.NOTICE, terms.period(policy.acceptance().notice())),
        labelled(Words.COUNTDOWN, terms.period(policy.acceptance().countdown())));
    clauses(policy.acceptance().clauses());
  }

  private void backups() {
    heading(Words.BACKUPS);
    paragraph(policy.backups().encrypted() ? Words.ENCRYPTED : Words.NOT_ENCRYPTED);
    blocks.add(new Block.Paragraph(say(policy.backups().text())));
    bullets(
        labelled(
            Words.COPIED,
            terms.list(policy.backups().of().stream().sorted().map(terms::dataClass).toList())));
    clauses(policy.backups().clauses());
  }

  private void rights() {
    heading(Words.RIGHTS);
    table(
        List.of(Words.RIGHT, Words.DUE, Words.CLAUSES),
        policy.rights().values().stream()
            .map(
                right ->
                    List.of(say(right.text()), terms.period(right.due()), ids(right.clauses())))
            .toList());
  }

  private void statements() {
    heading(Words.STATEMENTS);
    blocks.add(
        new Block.Bullets(
            policy.statements().values().stream()
                .map(each -> say(each.text()) + " (" + ids(each.clauses()) + ")")
                .toList()));
  }

  private void lineage() {
    heading(Words.LINEAGE);
    paragraph(Words.LINEAGE_INTRO);
    blocks.add(
        new Block.Bullets(
            policy.lineage().modules().stream().map(each -> each.toString()).toList()));
    List<List<String>> rows =
        policy.lineage().overrides().stream()
            .map(
                each ->
                    List.of(
                        new Places(language).name(each.place()),
                        each.winner() + ": " + say(each.won()),
                        each.loser() + ": " + say(each.lost())))
            .toList();
    if (!rows.isEmpty()) {
      table(List.of(Words.SETTING, Words.HOLDS, Words.GIVES_WAY), rows);
    }
  }

  private void heading(Words words) {
    blocks.add(new Block.Heading(2, say(words)));
  }

  private void paragraph(Words words) {
    blocks.add(new Block.Paragraph(say(words)));
  }

  private void bullets(String... items) {
    blocks.add(new Block.Bullets(List.of(items)));
  }

  private void table(List<Words> names, List<List<String>> rows) {
    blocks.add(new Block.Table(names.stream().map(this::say).toList(), rows));
  }

  private void clauses(List<ClauseId> clauses) {
    Optional.of(clauses)
        .filter(some -> !some.isEmpty())
        .ifPresent(some -> blocks.add(new Block.Paragraph(labelled(Words.CLAUSES, ids(some)))));
  }

  private String ids(List<ClauseId> clauses) {
    return terms.list(clauses.stream().map(ClauseId::value).toList());
  }

  private String labelled(Words label, String value) {
    return terms.labelled(say(label), value);
  }

  private String say(Words words) {
    return words.in(language);
  }

  private String say(Text text) {
    return text.in(language);
  }
}
