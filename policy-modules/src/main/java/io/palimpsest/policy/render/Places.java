package io.palimpsest.policy.render;

import io.palimpsest.policy.DataClass;
import io.palimpsest.policy.Language;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a place in a module is called in its text. */
final class Places {
  private static final Map<String, Words> WORDS =
      Map.ofEntries(
          Map.entry("title", Words.TITLE),
          Map.entry("summary", Words.SUMMARY),
          Map.entry("text", Words.TEXT),
          Map.entry("staging", Words.STAGING),
          Map.entry("mode", Words.MODE),
          Map.entry("calls", Words.CALLS),
          Map.entry("outside-region", Words.OUTSIDE_REGION),
          Map.entry("encrypted", Words.ENCRYPTION),
          Map.entry("jurisdictions", Words.JURISDICTION),
          Map.entry("parties", Words.PARTIES),
          Map.entry("controller", Words.CONTROLLER),
          Map.entry("processor", Words.PROCESSOR),
          Map.entry("contact", Words.CONTACT),
          Map.entry("acceptance", Words.ACCEPTANCE),
          Map.entry("notice", Words.NOTICE),
          Map.entry("countdown", Words.COUNTDOWN),
          Map.entry("longest", Words.LONGEST_CALL),
          Map.entry("classes", Words.CLASSES),
          Map.entry("content", Words.CONTENT),
          Map.entry("fields", Words.FIELDS),
          Map.entry("store", Words.STORE),
          Map.entry("retention", Words.RETENTION),
          Map.entry("shorter", Words.SHORTER),
          Map.entry("opt-in-at-most", Words.OPT_IN),
          Map.entry("erasure", Words.ERASURE),
          Map.entry("purposes", Words.PURPOSES),
          Map.entry("basis", Words.BASIS),
          Map.entry("sensitive-basis", Words.SENSITIVE_BASIS),
          Map.entry("attested", Words.ATTESTED),
          Map.entry("families", Words.FAMILIES),
          Map.entry("interfaces", Words.INTERFACES),
          Map.entry("needs", Words.NEEDS),
          Map.entry("stores", Words.STORES),
          Map.entry("ages", Words.AGES),
          Map.entry("otherwise", Words.ELSEWHERE),
          Map.entry("floor", Words.FLOOR),
          Map.entry("alone", Words.ALONE),
          Map.entry("source", Words.SOURCE),
          Map.entry("regions", Words.REGIONS),
          Map.entry("country", Words.COUNTRY),
          Map.entry("zone", Words.ZONE),
          Map.entry("place", Words.PLACE),
          Map.entry("sub-processors", Words.SUB_PROCESSORS),
          Map.entry("name", Words.NAME),
          Map.entry("jurisdiction", Words.LAW),
          Map.entry("location", Words.LOCATION),
          Map.entry("function", Words.FUNCTION),
          Map.entry("data", Words.DATA),
          Map.entry("transfer", Words.TRANSFER),
          Map.entry("certifications", Words.CERTIFICATIONS),
          Map.entry("since", Words.SINCE),
          Map.entry("transfers", Words.TRANSFERS),
          Map.entry("consent-from", Words.CONSENT_FROM),
          Map.entry("backups", Words.BACKUPS),
          Map.entry("of", Words.COPIED),
          Map.entry("rights", Words.RIGHTS),
          Map.entry("due", Words.DUE),
          Map.entry("statements", Words.STATEMENTS),
          Map.entry("clauses", Words.CLAUSES));

  private final Language language;

  Places(Language language) {
    this.language = language;
  }

  /** {@code /classes/monitoring/retention} is What is kept › Monitoring data › Kept for. */
  String name(String pointer) {
    return Arrays.stream(pointer.substring(1).split("/"))
        .map(this::part)
        .collect(Collectors.joining(" › "));
  }

  private String part(String name) {
    if (Stream.of(DataClass.values()).anyMatch(each -> each.key().equals(name))) {
      return new Terms(language).dataClass(DataClass.of(name));
    }
    if (name.matches("[A-Z]{2}")) {
      return new Terms(language).country(name);
    }
    Words words = WORDS.get(name);
    return words == null ? name : words.in(language);
  }
}
