package io.palimpsest.ocr.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.ocr.Picture;
import io.palimpsest.ocr.Quad;
import io.palimpsest.ocr.TextLine;
import java.util.List;
import org.junit.jupiter.api.Test;

class SingleLineTest {
  private static final Picture STRIP = new Picture(300, 40, new byte[300 * 40 * 3]);
  private static final Picture SHEET = new Picture(900, 600, new byte[900 * 600 * 3]);

  @Test
  void suspectedShouldBeTrueWhenThereIsOneRowInALowPictureOrOneThatFillsAHighOne() {
    assertThat(SingleLine.suspected(STRIP, List.of(line(5, 4, 140, 36), line(150, 6, 290, 38))))
        .isTrue();
    assertThat(SingleLine.suspected(STRIP, List.of(line(5, 4, 40, 12)))).isTrue();
    assertThat(SingleLine.suspected(SHEET, List.of(line(50, 100, 850, 500)))).isTrue();
    assertThat(SingleLine.suspected(SHEET, List.of(line(50, 100, 850, 160)))).isFalse();
  }

  @Test
  void suspectedShouldBeTrueWhenNothingWasReadInALowPicture() {
    assertThat(SingleLine.suspected(STRIP, List.of())).isTrue();
    assertThat(SingleLine.suspected(SHEET, List.of())).isFalse();
  }

  @Test
  void suspectedShouldBeFalseWhenThereAreTwoRows() {
    assertThat(SingleLine.suspected(STRIP, List.of(line(5, 2, 290, 18), line(5, 22, 290, 38))))
        .isFalse();
  }

  private static TextLine line(double left, double top, double right, double bottom) {
    return new TextLine("x", Quad.rectangle(left, top, right, bottom), 0.9, List.of());
  }
}
