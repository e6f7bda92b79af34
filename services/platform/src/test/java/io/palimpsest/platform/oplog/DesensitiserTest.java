package io.palimpsest.platform.oplog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DesensitiserTest {
  private final Desensitiser desensitiser =
      new Desensitiser(
          Set.of("ImageBase64"),
          Map.of("LanguageType", Set.of("auto", "zh"), "IsPdf", Set.of(), "Page", Set.of()));

  @Test
  void shouldKeepFlagsNumbersAndKnownValues() {
    assertThat(desensitiser.desensitise(Map.of("IsPdf", true, "Page", 3, "LanguageType", "auto")))
        .isEqualTo(Map.of("IsPdf", true, "Page", 3, "LanguageType", "auto"));
  }

  @Test
  void shouldKeepOnlyTheLengthOfContent() {
    assertThat(desensitiser.desensitise(Map.of("ImageBase64", "SECRET")))
        .isEqualTo(Map.of("ImageBase64Length", 6));
  }

  @Test
  void shouldHideValuesThatAreNotOnTheList() {
    assertThat(
            desensitiser.desensitise(
                Map.of("LanguageType", "my name", "Page", List.of("my", "name"))))
        .isEqualTo(Map.of("LanguageType", "other", "Page", "other"));
  }

  @Test
  void shouldDropUnknownNamesAltogether() {
    assertThat(desensitiser.desensitise(Map.of("Passport", "X123", "Number", 5))).isEmpty();
  }
}
