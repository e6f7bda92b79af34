package io.palimpsest.ocr.internal.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.palimpsest.ocr.internal.geometry.Normalisation;
import io.palimpsest.ocr.model.DetectionSettings;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DetectionScaleTest {
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
  void fullShouldKeepBothSidesWithinBounds(int width, int height, int shownWidth, int shownHeight) {
    double scale = DetectionScale.full(width, height, SETTINGS);

    assertThat(DetectionSize.of(width, height, scale))
        .isEqualTo(new DetectionSize(shownWidth, shownHeight));
  }

  @ParameterizedTest(name = "{0} x {1} is first shown as {2} x {3}")
  @CsvSource({
    "1600, 1200, 800, 608", // its longer side as asked
    "500, 400, 800, 640", // blown up to it
    "100, 80, 192, 160", // but not beyond twice its size
    "1600, 300, 1280, 256", // a strip keeps the height of its lines
    "3000, 100, 3008, 96", // and is not blown up for it
  })
  void firstShouldBeSmallButKeepStripsReadable(
      int width, int height, int shownWidth, int shownHeight) {
    double scale = DetectionScale.first(width, height, 800, SETTINGS);

    assertThat(DetectionSize.of(width, height, scale))
        .isEqualTo(new DetectionSize(shownWidth, shownHeight));
  }

  @Test
  void secondShouldBeTheFirstWhenItsTextIsLargeEnough() {
    assertThat(DetectionScale.second(0.5, Collections.nCopies(20, 24.0), 1)).isEqualTo(0.5);
  }

  @Test
  void secondShouldMakeSmallTextReadable() {
    assertThat(DetectionScale.second(0.5, Collections.nCopies(20, 16.0), 1))
        .isCloseTo(0.75, within(1e-9));
  }

  @Test
  void secondShouldNotPassTheFullScale() {
    assertThat(DetectionScale.second(0.5, Collections.nCopies(20, 6.0), 1)).isEqualTo(1);
  }

  @Test
  void secondShouldBeTheFullScaleWhenNothingWasFound() {
    assertThat(DetectionScale.second(0.5, List.of(), 1)).isEqualTo(1);
  }

  @Test
  void secondShouldNotBeTakenForAGainThatFindsNothingNew() {
    assertThat(DetectionScale.second(0.5, Collections.nCopies(20, 22.0), 1)).isEqualTo(0.5);
    assertThat(DetectionScale.second(0.9, List.of(), 1)).isEqualTo(0.9);
  }

  @Test
  void aScaleShouldBeEnoughOnlyWherePrintCanBeSeen() {
    assertThat(DetectionScale.isEnough(1, List.of())).isTrue();
    assertThat(DetectionScale.isEnough(0.5, List.of())).isFalse();
    assertThat(DetectionScale.isEnough(0.5, List.of(10.0, 30.0, 30.0))).isFalse();
    assertThat(DetectionScale.isEnough(0.5, List.of(20.0, 30.0, 30.0))).isTrue();
  }
}
