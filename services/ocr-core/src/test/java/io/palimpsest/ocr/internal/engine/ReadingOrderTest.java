package io.palimpsest.ocr.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.palimpsest.ocr.Point;
import io.palimpsest.ocr.Quad;
import io.palimpsest.ocr.internal.geometry.Quads;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReadingOrderTest {
  private static final Quad TITLE = Quad.rectangle(100, 10, 300, 40);
  private static final Quad LABEL = Quad.rectangle(20, 60, 120, 80);
  private static final Quad VALUE = Quad.rectangle(200, 56, 320, 84); // taller, in LABEL's row
  private static final Quad FOOT = Quad.rectangle(20, 90, 380, 110);
  private static final List<Quad> PAGE = List.of(TITLE, LABEL, VALUE, FOOT);

  @Test
  void ofShouldGoByRowsAndThenFromLeftToRight() {
    List<Quad> shuffled = List.of(FOOT, VALUE, TITLE, LABEL);

    assertThat(ReadingOrder.of(shuffled, q -> q, 0)).containsExactlyElementsOf(PAGE);
  }

  @Test
  void ofShouldFollowTheSlopeOfASkewedPage() {
    List<Quad> skewed = PAGE.stream().map(q -> Quads.map(q, p -> rotated(p, 12))).toList();
    double slope = ReadingOrder.slope(skewed);

    assertThat(Math.toDegrees(slope)).isCloseTo(12, within(0.01));
    assertThat(ReadingOrder.of(skewed.reversed(), q -> q, slope)).containsExactlyElementsOf(skewed);
  }

  @Test
  void slopeShouldBeNoneWhenThereAreNoLines() {
    assertThat(ReadingOrder.slope(List.of())).isZero();
  }

  private static Point rotated(Point p, double degrees) {
    double cos = Math.cos(Math.toRadians(degrees));
    double sin = Math.sin(Math.toRadians(degrees));
    return new Point(p.x() * cos - p.y() * sin, p.x() * sin + p.y() * cos);
  }
}
