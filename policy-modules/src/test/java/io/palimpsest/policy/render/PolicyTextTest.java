package io.palimpsest.policy.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.policy.ClauseId;
import io.palimpsest.policy.Language;
import io.palimpsest.policy.PolicyFixtures;
import io.palimpsest.policy.PolicyLibrary;
import io.palimpsest.policy.PolicyModule;
import io.palimpsest.policy.internal.TestModules;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PolicyTextTest {
  private static final Pattern HAN = Pattern.compile("\\p{IsHan}");

  /** Punctuation of the one script between characters of the other reads as a mistake. */
  private static final Pattern HALF_WIDTH = Pattern.compile("\\p{IsHan}[,;:!?]|[,;:!?]\\p{IsHan}");

  private final PolicyLibrary library = PolicyLibrary.shipped();

  @ParameterizedTest
  @CsvSource({
    "tencent-ocr, EN, 2 years|3 months|30 days|the end of the upload day|explicit consent",
    "tencent-ocr, ZH, 2 年|3 个月|30 天|最迟至上传当日结束|明示同意",
    "deepseek-ocr, EN, 90 days|24 hours|as long as the account lives|in memory only|Data is not sold",
    "deepseek-ocr, ZH, 90 天|24 小时|直至账户删除|仅存于内存中|我们不出售数据"
  })
  void aTextShouldSayWhatIsKeptAndHowLong(String id, Language language, String said) {
    String text = PolicyText.markdown(library.module(id), language);

    assertThat(text).contains(said.split("\\|"));
  }

  @Test
  void anEnglishTextShouldHoldNoChineseAndAChineseOneNoHalfWidthPunctuation() {
    for (PolicyModule module : library.all()) {
      assertThat(HAN.matcher(PolicyText.markdown(module, Language.EN)).find()).isFalse();
      assertThat(
              HALF_WIDTH
                  .matcher(PolicyText.markdown(module, Language.ZH))
                  .results()
                  .map(found -> found.group())
                  .toList())
          .isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void everyValueOfAModuleShouldStandInItsText(Language language) {
    for (PolicyModule module : library.all()) {
      String text = PolicyText.markdown(module, language);

      assertThat(module.statements().values())
          .allSatisfy(each -> assertThat(text).contains(each.text().in(language).strip()));
      assertThat(module.rights().values())
          .allSatisfy(each -> assertThat(text).contains(each.text().in(language)));
      assertThat(module.regions().keySet()).allSatisfy(each -> assertThat(text).contains(each));
      assertThat(module.families().values())
          .allSatisfy(each -> assertThat(text).contains(each.interfaces()));
      assertThat(module.hash()).satisfies(hash -> assertThat(text).contains(hash));
    }
  }

  @Test
  void theRenderingShouldSayWhichModulesValueWon() {
    PolicyModule child = TestModules.child("passing-says-only-what-differs.yml");

    assertThat(PolicyText.markdown(child, Language.EN))
        .contains(
            "| Where an upload rests meanwhile | child@1.0.0: object-store | whole@1.0.0: memory |");
    assertThat(PolicyText.markdown(library.module("deepseek-ocr"), Language.ZH))
        .contains("以哪个模块的规定为准", "deepseek-ocr@1.0.0: continued-use");
  }

  @Test
  void subProcessorsShouldBeShownByRegion() {
    String text = PolicyText.markdown(PolicyFixtures.WHOLE, Language.EN);

    assertThat(text)
        .contains("### Region eu-frankfurt", "| Mail Relay | Germany | Berlin | sends notices |")
        .doesNotContain("### Region ap-singapore");
    assertThat(PolicyText.markdown(library.module("tencent-ocr"), Language.EN))
        .contains("None: whoever runs the service does all of it.");
  }

  @Test
  void everyClauseOfAModuleShouldBeNamedInItsText() {
    for (PolicyModule module : library.all()) {
      String text = PolicyText.markdown(module, Language.EN);
      Stream<ClauseId> clauses =
          Stream.of(
                  module.statements().values().stream().flatMap(each -> each.clauses().stream()),
                  module.classes().values().stream().flatMap(each -> each.clauses().stream()),
                  module.acceptance().clauses().stream(),
                  module.transfers().clauses().stream())
              .flatMap(each -> each);

      assertThat(clauses.map(ClauseId::value)).allSatisfy(id -> assertThat(text).contains(id));
    }
  }

  @Test
  void htmlShouldBeAWellFormedPageThatNeedsNothingFromElsewhere() throws Exception {
    for (PolicyModule module : List.of(PolicyFixtures.WHOLE, library.module("tencent-ocr"))) {
      String html = PolicyText.html(module, Language.ZH);

      assertThat(html).startsWith("<!doctype html>").contains("<html lang=\"zh-CN\">");
      assertThat(html).doesNotContain("<script", "http:", "https:", "src=");
      String body = html.substring(html.indexOf("<body>"), html.indexOf("</html>"));
      DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .parse(new java.io.ByteArrayInputStream(body.getBytes("UTF-8")));
    }
  }

  @Test
  void whatAModuleSaysShouldNotBecomeMarkup() {
    PolicyModule sly = TestModules.edited("Data is not sold.", "Data <b>is</b> | *not* sold.");

    assertThat(PolicyText.html(sly, Language.EN)).contains("Data &lt;b&gt;is&lt;/b&gt; | *not*");
    assertThat(PolicyText.markdown(sly, Language.EN)).contains("Data \\<b\\>is\\</b\\>");
  }
}
