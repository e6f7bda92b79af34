package io.palimpsest.policy.clauses;

import com.fasterxml.jackson.databind.JsonNode;
import io.palimpsest.policy.ClauseId;
import io.palimpsest.policy.clauses.Clause.Kind;
import io.palimpsest.policy.internal.Resources;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** {@code clauses.yml}: every promise, in the order of the documents that make it. */
public record ClauseList(List<Clause> clauses) {
  public ClauseList {
    clauses = List.copyOf(clauses);
  }

  /** The list that ships. */
  public static ClauseList shipped() {
    JsonNode tree = Resources.yaml("clauses.yml");
    List<Clause> clauses = new ArrayList<>();
    tree.properties().forEach(each -> clauses.add(clause(each.getKey(), each.getValue())));
    return new ClauseList(clauses);
  }

  /** How many there are of a kind. */
  public long count(Kind kind) {
    return clauses.stream().filter(each -> each.kind() == kind).count();
  }

  /** Those of which a part is kept by later work. */
  public List<Clause> later() {
    return clauses.stream().filter(each -> each.later().isPresent()).toList();
  }

  /** One line: how many there are, of which kinds, and for how many something is still to come. */
  public String summary() {
    return "%d clauses: %d enforced, %d recorded, %d shown, %d outside; for %d of them something is kept by later work"
        .formatted(
            clauses.size(),
            count(Kind.ENFORCED),
            count(Kind.RECORDED),
            count(Kind.SHOWN),
            count(Kind.OUTSIDE),
            later().size());
  }

  /** The whole list as a table in Markdown. */
  public String markdown() {
    return clauses.stream()
        .map(
            each ->
                "| %s | %s | %s | %s | %s | %s |\n"
                    .formatted(
                        each.id(),
                        each.promise(),
                        each.kind().name().toLowerCase(Locale.ROOT),
                        each.by(),
                        each.tests().stream()
                            .map(test -> "`" + test + "`")
                            .collect(Collectors.joining(" ")),
                        each.later().orElse("")))
        .collect(
            Collectors.joining(
                "",
                "| clause | promise | kind | kept by | proved by | still to come |\n"
                    + "| --- | --- | --- | --- | --- | --- |\n",
                ""));
  }

  private static Clause clause(String id, JsonNode node) {
    List<String> tests = new ArrayList<>();
    node.path("tests").forEach(each -> tests.add(each.textValue()));
    return new Clause(
        new ClauseId(id),
        node.get("promise").textValue(),
        Kind.valueOf(node.get("kind").textValue().toUpperCase(Locale.ROOT)),
        node.get("by").textValue(),
        tests,
        Optional.ofNullable(node.get("later")).map(JsonNode::textValue));
  }
}
