package io.palimpsest.policy.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.policy.ClauseId;
import io.palimpsest.policy.DataClass;
import io.palimpsest.policy.Language;
import io.palimpsest.policy.PolicyLibrary;
import io.palimpsest.policy.PolicyModule;
import io.palimpsest.policy.clauses.Clause;
import io.palimpsest.policy.clauses.ClauseList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What must be told is told, in the profile that promises it. */
class ClauseTextTest {
  /** Which profile keeps the clauses of a document; the platform's belong to both. */
  private static final Map<String, List<String>> PROFILES =
      Map.of(
          "T", List.of("tencent-ocr"),
          "D", List.of("tencent-ocr"),
          "O", List.of("deepseek-ocr"),
          "S", List.of("tencent-ocr", "deepseek-ocr"),
          "C", List.of("tencent-ocr", "deepseek-ocr"));

  private final PolicyLibrary library = PolicyLibrary.shipped();

  @ParameterizedTest
  @EnumSource(Language.class)
  void aShownClauseShouldStandInTheTextOfItsProfile(Language language) {
    List<Clause> shown =
        ClauseList.shipped().clauses().stream()
            .filter(each -> each.kind() != Clause.Kind.ENFORCED)
            .toList();

    for (Clause clause : shown) {
      for (String profile : PROFILES.get(clause.id().value().substring(0, 1))) {
        String text = PolicyText.markdown(library.module(profile), language);
        assertThat(text)
            .as("%s in %s", clause.id(), profile)
            .containsPattern("\\b" + clause.id() + "\\b");
      }
    }
  }

  @Test
  void accountDataShouldBeFourFields() {
    assertThat(library.all())
        .allSatisfy(
            module ->
                assertThat(module.rule(DataClass.ACCOUNT).fields())
                    .containsExactly("name", "email", "company", "password-hash"));
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void everyRegionShouldTellItsCountry(Language language) {
    PolicyModule module = library.module("tencent-ocr");
    String text = PolicyText.markdown(module, language);

    assertThat(module.regions())
        .allSatisfy(
            (name, region) ->
                assertThat(text)
                    .contains(
                        "| "
                            + name
                            + " | "
                            + region.place().in(language)
                            + " | "
                            + new Terms(language).country(region.country())));
    assertThat(module.transfers().clauses()).contains(new ClauseId("S6"));
  }
}
