package io.palimpsest.ocr.internal.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.palimpsest.ocr.Point;
import io.palimpsest.ocr.Quad;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RotatedRectTest {

  @ParameterizedTest
  @ValueSource(doubles = {-44, -30, -1, 0, 0.5, 12, 44})
  void aroundShouldFindTheRectangleThatPointsWereTakenFrom(double degrees) {
    RotatedRect truth = new RotatedRect(200, 150, Math.toRadians(degrees), 120, 30);

    RotatedRect found = RotatedRect.around(ConvexHull.of(pointsIn(truth)));

    assertThat(found.cx()).isCloseTo(200, within(0.01));
    assertThat(found.cy()).isCloseTo(150, within(0.01));
    assertThat(Math.toDegrees(found.angle())).isCloseTo(degrees, within(0.01));
    assertThat(found.width()).isCloseTo(120, within(0.01));
    assertThat(found.height()).isCloseTo(30, within(0.01));
  }

  @Test
  void aroundShouldNameTheSideNearerToHorizontalWidthWhenTheRectangleStands() {
    RotatedRect found =
        RotatedRect.around(ConvexHull.of(pointsIn(new RotatedRect(50, 90, 0.1, 20, 80))));

    assertThat(found.width()).isCloseTo(20, within(0.01));
    assertThat(found.height()).isCloseTo(80, within(0.01));
  }

  @Test
  void aroundShouldTakePointsOnOneLineAndASinglePoint() {
    RotatedRect line =
        RotatedRect.around(
            ConvexHull.of(List.of(new Point(1, 5), new Point(4, 5), new Point(9, 5))));
    RotatedRect point = RotatedRect.around(ConvexHull.of(List.of(new Point(3, 4))));

    assertThat(line.width()).isEqualTo(8);
    assertThat(line.height()).isZero();
    assertThat(point.area()).isZero();
  }

  @Test
  void grownShouldMoveEverySideOut() {
    RotatedRect grown = new RotatedRect(0, 0, 0.3, 10, 4).grown(3);

    assertThat(grown.width()).isEqualTo(16);
    assertThat(grown.height()).isEqualTo(10);
  }

  @Test
  void quadShouldGoClockwiseFromTheTopLeft() {
    Quad quad = new RotatedRect(10, 20, 0, 8, 4).quad();

    assertThat(quad).isEqualTo(Quad.rectangle(6, 18, 14, 22));
  }

  private static List<Point> pointsIn(RotatedRect rect) {
    List<Point> points = new ArrayList<>(rect.quad().corners());
    double cos = Math.cos(rect.angle());
    double sin = Math.sin(rect.angle());
    for (double u = -0.4; u <= 0.4; u += 0.1) {
      for (double v = -0.4; v <= 0.4; v += 0.2) {
        double x = u * rect.width();
        double y = v * rect.height();
        points.add(new Point(rect.cx() + x * cos - y * sin, rect.cy() + x * sin + y * cos));
      }
    }
    return points;
  }
}
