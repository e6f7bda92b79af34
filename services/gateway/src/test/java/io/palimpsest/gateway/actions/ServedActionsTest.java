package io.palimpsest.gateway.actions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.palimpsest.gateway.answers.Selection;
import io.palimpsest.ocr.ImageFormat;
import io.palimpsest.ocr.ReadOptions.Mode;
import io.palimpsest.ocr.Tier;
import io.palimpsest.platform.error.CallFailure;
import io.palimpsest.platform.error.ErrorCode;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServedActionsTest {
  private final ActionCatalogue actions = new ActionCatalogue(Clock.systemUTC());

  @Test
  void everyNameShouldBeKnownOnceAndServedOrExplained() {
    assertThat(actions.all()).extracting(KnownAction::name).doesNotHaveDuplicates().hasSize(122);
    assertThat(
            actions.all().stream()
                .filter(action -> action.reason().isEmpty())
                .map(KnownAction::name))
        .containsExactlyElementsOf(actions.served().stream().map(ActionSpec::name).toList());
  }

  @ParameterizedTest
  @CsvSource({
    "GeneralBasicOCR, LanguageType, tha, LANGUAGE_NOT_SUPPORTED",
    "GeneralBasicOCR, LanguageType, klingon, LANGUAGE_NOT_SUPPORTED",
    "GeneralAccurateOCR, ConfigID, MulOCR, INVALID_PARAMETER_VALUE",
    "GeneralAccurateOCR, WordsType, 1, INVALID_PARAMETER_VALUE",
    "GeneralAccurateOCR, WordsType, 2, INVALID_PARAMETER_VALUE",
    "GeneralHandwritingOCR, Scene, only_hw, INVALID_PARAMETER_VALUE"
  })
  void whatNeedsAModelWeLackShouldBeRefused(
      String action, String option, String value, ErrorCode code) {
    assertThatThrownBy(() -> select(action, Map.of(option, value)))
        .isInstanceOfSatisfying(CallFailure.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  @Test
  void aPageBelowOneShouldBeRefused() {
    assertThatThrownBy(() -> select("GeneralBasicOCR", Map.of("PdfPageNumber", 0L)))
        .isInstanceOfSatisfying(
            CallFailure.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_PARAMETER_VALUE));
  }

  @Test
  void aPdfShouldBeTakenOnlyWhenTheCallSaysSo() {
    ActionSpec spec = spec("GeneralBasicOCR");

    assertThat(spec.formats(select("GeneralBasicOCR", Map.of()))).doesNotContain(ImageFormat.PDF);
    Selection pdf = select("GeneralBasicOCR", Map.of("IsPdf", true, "PdfPageNumber", 3L));
    assertThat(spec.formats(pdf)).contains(ImageFormat.PDF);
    assertThat(spec.page(pdf)).isEqualTo(3);
    assertThat(spec.page(select("GeneralBasicOCR", Map.of("PdfPageNumber", 3L)))).isEqualTo(1);
  }

  @Test
  void optionsShouldReachTheEngine() {
    ActionSpec accurate = spec("GeneralAccurateOCR");

    assertThat(accurate.reading(select(accurate.name(), Map.of())).mode()).isEqualTo(Mode.PAGE);
    assertThat(accurate.reading(select(accurate.name(), Map.of("EnableDetectText", false))).mode())
        .isEqualTo(Mode.SINGLE_LINE);
    assertThat(accurate.reading(select(accurate.name(), Map.of("EnableDetectSplit", true))).split())
        .isTrue();
    assertThat(spec("TextDetect").reading(select("TextDetect", Map.of())).mode())
        .isEqualTo(Mode.DETECT_ONLY);
  }

  @ParameterizedTest
  @CsvSource({
    "GeneralFastOCR, FAST",
    "GeneralEfficientOCR, FAST",
    "TextDetect, FAST",
    "GeneralBasicOCR, STANDARD",
    "EnglishOCR, STANDARD",
    "GeneralHandwritingOCR, STANDARD",
    "GeneralAccurateOCR, ACCURATE"
  })
  void eachActionShouldReadOnItsTier(String action, Tier tier) {
    assertThat(spec(action).reading(select(action, Map.of())).tier()).isEqualTo(tier);
  }

  @ParameterizedTest
  @CsvSource({
    "zh, STANDARD",
    "auto, STANDARD",
    "spa, STANDARD",
    "jap, ACCURATE",
    "zh_rare, ACCURATE"
  })
  void aLanguageThatTheQuickModelsDoNotKnowShouldBeReadWithoutThem(String language, Tier tier) {
    Selection selection = select("GeneralBasicOCR", Map.of("LanguageType", language));

    assertThat(spec("GeneralBasicOCR").reading(selection).tier()).isEqualTo(tier);
  }

  @Test
  void onlyClosedValuesShouldBeLoggable() {
    Map<String, Object> kept =
        spec("GeneralBasicOCR")
            .desensitiser()
            .desensitise(
                Map.of(
                    "LanguageType",
                    "my secret",
                    "IsPdf",
                    true,
                    "Scene",
                    "text",
                    "ImageUrl",
                    "http://x"));

    assertThat(kept)
        .containsEntry("LanguageType", "other")
        .containsEntry("IsPdf", true)
        .containsEntry("ImageUrlLength", 8);
    assertThat(kept.values()).doesNotContain("my secret", "text", "http://x");
  }

  private ActionSpec spec(String action) {
    return actions.find(ActionCatalogue.VERSION, action);
  }

  private Selection select(String action, Map<String, Object> values) {
    return spec(action).select(new Arguments(values, false, Optional.empty()));
  }
}
