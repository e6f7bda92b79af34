package io.palimpsest.ocr.internal.recognise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.palimpsest.ocr.Point;
import io.palimpsest.ocr.Quad;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class RereadingTest {
  private static final Rereading LOOK = new Rereading(0.8, 0.1, 0.9);

  @Test
  void trimmedShouldCutOffTheUpperAndLowerEdge() {
    Quad line = Quad.rectangle(10, 20, 200, 40);

    assertThat(LOOK.trimmed(line)).isEqualTo(Quad.rectangle(10, 22, 200, 38));
  }

  @Test
  void trimmedShouldFollowALineThatRunsDownwards() {
    Quad line =
        new Quad(new Point(50, 0), new Point(50, 300), new Point(10, 300), new Point(10, 0));

    assertThat(LOOK.trimmed(line))
        .isEqualTo(
            new Quad(new Point(46, 0), new Point(46, 300), new Point(14, 300), new Point(14, 0)));
  }

  @Test
  void oneDoubtfulCharacterShouldPutALineInDoubt() {
    assertThat(LOOK.doubts(line(0.99, 0.79, 0.9))).isTrue();
    assertThat(LOOK.doubts(line(0.99, 0.8))).isFalse();
  }

  @Test
  void aLineInWhichNothingWasReadShouldBeInDoubt() {
    assertThat(LOOK.doubts(Recognition.NOTHING)).isTrue();
  }

  @Test
  void aLookThatLeavesNothingShouldBeRefused() {
    assertThatThrownBy(() -> new Rereading(0.8, 0.5, 1)).hasMessageContaining("trim");
    assertThatThrownBy(() -> new Rereading(0.8, 0, 0)).hasMessageContaining("stretch");
  }

  private static Recognition line(double... confidences) {
    return Recognition.of(
        Arrays.stream(confidences)
            .mapToObj(c -> new Recognition.Character("x", c, 0, 1, List.of()))
            .toList());
  }
}
