package io.palimpsest.ocr.internal.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.ocr.internal.geometry.Normalisation;
import io.palimpsest.ocr.model.DetectionSettings;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DetectionSizeTest {
  private static final Normalisation PLAIN =
      new Normalisation(List.of(0.5, 0.5, 0.5), List.of(0.5, 0.5, 0.5));
  private static final DetectionSettings SETTINGS =
      new DetectionSettings("map", 736, 1280, 2000, 2_600_000, PLAIN, 0.3, 0.5, 1.6, true);

  @ParameterizedTest(name = "{0} x {1} is shown as {2} x {3}")
  @CsvSource({
    "1000, 800, 992, 800", // as it is
    "600, 400, 1120, 736", // until the shorter side is long enough
    "463, 1000, 608, 1280", // but not beyond the longer side's bound
    "3000, 1500, 2016, 992", // shrunk; rounding to 32 may pass a bound by half a step
    "4000, 3000, 1856, 1408", // and to an area
    "20000, 10, 2016, 32",
  })
  void ofShouldKeepBothSidesWithinBounds(int width, int height, int shownWidth, int shownHeight) {
    DetectionSize size = DetectionSize.of(width, height, SETTINGS);

    assertThat(size.width()).isEqualTo(shownWidth);
    assertThat(size.height()).isEqualTo(shownHeight);
  }
}
