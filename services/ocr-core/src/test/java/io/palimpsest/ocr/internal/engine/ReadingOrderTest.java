package io.palimpsest.ocr.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.palimpsest.ocr.Point;
import io.palimpsest.ocr.Quad;
import io.palimpsest.ocr.internal.geometry.Quads;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages are written down in the order in which they are to be read. */
class ReadingOrderTest {
  private static final Quad TITLE = Quad.rectangle(100, 10, 300, 40);
  private static final Quad LABEL = Quad.rectangle(20, 60, 120, 80);
  private static final Quad VALUE = Quad.rectangle(200, 56, 320, 84); // taller, in LABEL's row
  private static final Quad FOOT = Quad.rectangle(20, 90, 380, 110);
  private static final List<Quad> FORM = List.of(TITLE, LABEL, VALUE, FOOT);

  @Test
  void rowsShouldBeReadFromTopToBottomAndEachFromLeftToRight() {
    assertReadAsWritten(FORM);
  }

  @ParameterizedTest
  @ValueSource(ints = {-15, -4, 4, 15})
  void aSkewedPageShouldBeReadAlongItsSlope(int degrees) {
    List<Quad> page = new ArrayList<>();
    page.add(line(100, 20, 700));
    page.addAll(column(60, 80, 300, 8, 26));
    page.addAll(column(420, 80, 300, 8, 26));
    List<Quad> skewed = page.stream().map(q -> Quads.map(q, p -> rotated(p, degrees))).toList();

    assertThat(Math.toDegrees(ReadingOrder.slope(skewed))).isCloseTo(degrees, within(0.01));
    assertReadAsWritten(skewed);
  }

  @Test
  void twoColumnsUnderATitleAndOverAFootnoteShouldBeReadOneAfterTheOther() {
    List<Quad> page = new ArrayList<>();
    page.add(line(100, 20, 600));
    page.addAll(column(60, 80, 300, 10, 26));
    page.addAll(column(420, 80, 300, 10, 26));
    page.add(line(60, 400, 640));

    assertReadAsWritten(page);
  }

  @Test
  void columnsWhoseLinesLieHalfALineApartShouldBeReadOneAfterTheOther() {
    List<Quad> page = new ArrayList<>(column(60, 80, 300, 10, 26));
    page.addAll(column(420, 93, 300, 12, 26));

    assertReadAsWritten(page);
  }

  @Test
  void aPictureAcrossTheColumnsShouldDivideThemIntoAnUpperAndALowerPair() {
    List<Quad> page = new ArrayList<>(column(60, 20, 300, 6, 26));
    page.addAll(column(420, 20, 300, 6, 26));
    page.add(line(150, 200, 480)); // its caption
    page.addAll(column(60, 260, 300, 6, 26));
    page.addAll(column(420, 260, 300, 6, 26));

    assertReadAsWritten(page);
  }

  @Test
  void emptyLinesAtTheSameHeightShouldNotDivideColumns() {
    List<Quad> page = new ArrayList<>(column(60, 20, 300, 4, 26));
    page.addAll(column(60, 160, 300, 4, 26));
    page.addAll(column(420, 20, 300, 4, 26));
    page.addAll(column(420, 160, 300, 4, 26));

    assertReadAsWritten(page);
  }

  @Test
  void threeColumnsOfJustifiedChineseShouldBeReadOneAfterTheOther() {
    List<Quad> page = new ArrayList<>(column(20, 80, 160, 14, 24));
    page.addAll(column(200, 80, 160, 14, 24));
    page.addAll(column(380, 80, 160, 9, 24));

    assertReadAsWritten(page);
  }

  @Test
  void aReceiptsPricesShouldStayInTheRowsOfTheirGoods() {
    int[] widths = {260, 310, 180, 330, 240, 300, 150};
    List<Quad> page = new ArrayList<>();
    for (int i = 0; i < widths.length; i++) {
      page.add(line(30, 100 + 34 * i, widths[i]));
      page.add(line(430 + 13 * (i % 3), 102 + 34 * i, 70 - 13 * (i % 3)));
    }

    assertReadAsWritten(page);
  }

  @Test
  void aTablesRowsShouldStayRowsUnderTwoColumnsOfText() {
    List<Quad> page = new ArrayList<>(column(60, 20, 300, 8, 26));
    page.addAll(column(420, 20, 300, 8, 26));
    for (int row = 0; row < 5; row++) {
      for (int cell = 0; cell < 4; cell++) {
        page.add(line(60 + 190 * cell, 290 + 30 * row, 60 + 10 * (cell * row % 4)));
      }
    }

    assertReadAsWritten(page);
  }

  @Test
  void aColumnOfNotesOutOfStepWithTheTextShouldBeReadFirst() {
    List<Quad> page = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      page.add(line(20, 60 + 31 * i, 60 + 20 * (i % 4)));
    }
    page.addAll(column(240, 60, 400, 11, 26));

    assertReadAsWritten(page);
  }

  @Test
  void theRowsOfACurledReceiptShouldStayRows() {
    List<Quad> page = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      page.add(line(20, 60 + 30 * i, 300));
      page.add(line(420, 68 + 30 * i, 40 + 20 * (i % 3))); // each as much too low
    }

    assertReadAsWritten(page);
  }

  @Test
  void chineseThatRunsDownShouldBeReadFromRightToLeft() {
    List<Quad> page = new ArrayList<>();
    page.add(Quad.rectangle(40, 20, 400, 60)); // a heading
    for (int i = 0; i < 6; i++) {
      double left = 360 - 50 * i;
      page.add(Quads.turned(Quad.rectangle(left, 100, left + 32, i == 5 ? 300 : 700), 1));
    }

    assertReadAsWritten(page);
  }

  @Test
  void aHeadingThatRunsDownShouldBeReadBeforeTheRowsOnItsRight() {
    List<Quad> page = new ArrayList<>(List.of(line(20, 20, 500)));
    page.add(Quads.turned(Quad.rectangle(20, 80, 50, 300), 1));
    page.addAll(column(100, 70, 420, 10, 26));

    assertReadAsWritten(page);
  }

  @Test
  void aNoteThatRunsDownShouldBeReadAfterTheRowsOnItsLeft() {
    List<Quad> page = new ArrayList<>(column(20, 70, 420, 10, 26));
    page.add(Quads.turned(Quad.rectangle(480, 80, 510, 330), 1));
    page.add(line(20, 400, 500));

    assertReadAsWritten(page);
  }

  @Test
  void slopeShouldBeNoneWhenThereAreNoLines() {
    assertThat(ReadingOrder.slope(List.of())).isZero();
  }

  private static void assertReadAsWritten(List<Quad> page) {
    double slope = ReadingOrder.slope(page);
    for (int seed = 0; seed < 5; seed++) {
      List<Quad> shuffled = new ArrayList<>(page);
      Collections.shuffle(shuffled, new Random(seed));

      assertThat(ReadingOrder.of(shuffled, q -> q, slope)).containsExactlyElementsOf(page);
    }
  }

  /** Lines of 20 pixels; the last one is half as long as the others. */
  private static List<Quad> column(double left, double top, double width, int lines, int pitch) {
    List<Quad> column = new ArrayList<>();
    for (int i = 0; i < lines; i++) {
      column.add(line(left, top + pitch * i, i == lines - 1 ? width / 2 : width));
    }
    return column;
  }

  private static Quad line(double left, double top, double width) {
    return Quad.rectangle(left, top, left + width, top + 20);
  }

  private static Point rotated(Point p, double degrees) {
    double cos = Math.cos(Math.toRadians(degrees));
    double sin = Math.sin(Math.toRadians(degrees));
    return new Point(p.x() * cos - p.y() * sin, p.x() * sin + p.y() * cos);
  }
}
