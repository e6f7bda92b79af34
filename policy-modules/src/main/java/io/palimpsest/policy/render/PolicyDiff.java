package io.palimpsest.policy.render;

import io.palimpsest.policy.Language;
import io.palimpsest.policy.Lineage;
import io.palimpsest.policy.PolicyModule;
import io.palimpsest.policy.Text;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** What one version says that another does not: what a tenant reads before it accepts anew. */
public record PolicyDiff(PolicyModule before, PolicyModule after, List<Change> changes) {
  public PolicyDiff {
    changes = List.copyOf(changes);
  }

  /**
   * One value that differs.
   *
   * @param place where it stands, as a JSON pointer (RFC 6901)
   * @param before empty where it is new
   * @param after empty where it is no longer there
   */
  public record Change(String place, Optional<Text> before, Optional<Text> after) {}

  /** Compares every value of two modules, inherited ones too. */
  public static PolicyDiff between(PolicyModule before, PolicyModule after) {
    Map<String, Text> old = values(before);
    Map<String, Text> now = values(after);
    TreeSet<String> places = new TreeSet<>(old.keySet());
    places.addAll(now.keySet());
    List<Change> changes = new ArrayList<>();
    for (String place : places) {
      Optional<Text> was = Optional.ofNullable(old.get(place));
      Optional<Text> is = Optional.ofNullable(now.get(place));
      if (!was.equals(is)) {
        changes.add(new Change(place, was, is));
      }
    }
    return new PolicyDiff(before, after, changes);
  }

  public String markdown(Language language) {
    return document(language).markdown();
  }

  public String html(Language language) {
    return document(language).html();
  }

  private Document document(Language language) {
    String title = Words.CHANGES.in(language);
    List<Block> blocks = new ArrayList<>();
    blocks.add(new Block.Heading(1, title));
    blocks.add(
        new Block.Paragraph(
            Words.FROM_TO.in(language).formatted(before.ref(), after.ref())
                + (language == Language.EN ? ". " : "\u3002")
                + Words.EFFECTIVE.in(language)
                + " "
                + after.effective()));
    if (changes.isEmpty()) {
      blocks.add(new Block.Paragraph(Words.NO_CHANGES.in(language)));
    } else {
      Places places = new Places(language);
      blocks.add(
          new Block.Table(
              List.of(
                  Words.SETTING.in(language), Words.BEFORE.in(language), Words.AFTER.in(language)),
              changes.stream()
                  .map(
                      each ->
                          List.of(
                              places.name(each.place()),
                              each.before()
                                  .map(text -> text.in(language))
                                  .orElse("(" + Words.ADDED.in(language) + ")"),
                              each.after()
                                  .map(text -> text.in(language))
                                  .orElse("(" + Words.REMOVED.in(language) + ")")))
                  .toList()));
    }
    return new Document(language, title, blocks);
  }

  private static Map<String, Text> values(PolicyModule module) {
    Map<String, Text> values = new LinkedHashMap<>();
    for (Lineage.Value each : module.lineage().values()) {
      values.put(each.place(), each.value());
    }
    return values;
  }
}
