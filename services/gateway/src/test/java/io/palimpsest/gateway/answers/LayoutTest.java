package io.palimpsest.gateway.answers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.palimpsest.gateway.testing.StubEngine;
import io.palimpsest.ocr.Page;
import io.palimpsest.ocr.Point;
import io.palimpsest.ocr.Quad;
import io.palimpsest.ocr.TextLine;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class LayoutTest {

  @Test
  void linesCloseUnderEachOtherShouldBeOneParagraph() {
    Page page =
        page(
            0,
            box(10, 10, 200, 20),
            box(10, 36, 180, 20),
            box(10, 90, 200, 20),
            box(10, 116, 90, 20));

    assertThat(Paragraphs.number(page)).containsExactly(1, 1, 2, 2);
  }

  @Test
  void aHeadlineOrAnotherColumnShouldBeginAParagraph() {
    Page page = page(0, box(10, 10, 300, 48), box(10, 62, 120, 20), box(200, 10, 120, 20));

    assertThat(Paragraphs.number(page)).containsExactly(1, 2, 3);
  }

  @Test
  void anIndentedLineShouldBeginAParagraph() {
    Page page =
        page(
            0,
            box(30, 10, 370, 20),
            box(10, 36, 390, 20),
            box(10, 62, 390, 20),
            box(30, 88, 370, 20),
            box(10, 114, 390, 20),
            box(10, 140, 60, 20));

    assertThat(Paragraphs.number(page)).containsExactly(1, 1, 1, 2, 2, 2);
  }

  @Test
  void aShortLineShouldEndAParagraphOfFullLines() {
    Page page =
        page(
            0,
            box(10, 10, 388, 20),
            box(10, 36, 390, 20),
            box(10, 62, 120, 20),
            box(10, 88, 385, 20),
            box(10, 114, 390, 20));

    assertThat(Paragraphs.number(page)).containsExactly(1, 1, 1, 2, 2);
  }

  @Test
  void centredLinesShouldStayOneParagraph() {
    Page page =
        page(
            0,
            box(40, 10, 320, 20),
            box(100, 36, 200, 20),
            box(60, 62, 280, 20),
            box(150, 88, 100, 20),
            box(80, 114, 240, 20));

    assertThat(Paragraphs.number(page)).containsExactly(1, 1, 1, 1, 1);
  }

  @Test
  void piecesOfALineShouldStayInTheirParagraphAndCellsShouldNot() {
    Page page =
        page(
            0,
            box(10, 10, 150, 20),
            box(170, 11, 230, 20), // a word further
            box(10, 36, 390, 20),
            box(10, 90, 100, 20),
            box(300, 90, 60, 20)); // a price

    assertThat(Paragraphs.number(page)).containsExactly(1, 1, 1, 2, 3);
  }

  @Test
  void wordsShouldEndAtSpacesAndBesideChineseCharacters() {
    assertThat(words("到Room 204,ok。再见")).containsExactly("到", "Room", "204,ok。", "再", "见");
    assertThat(words("  two  words ")).containsExactly("two", "words");
    assertThat(words("カタ(注)")).containsExactly("カ", "タ(", "注)");
  }

  @Test
  void aWordShouldReachFromItsFirstCharacterToItsLast() {
    Word second = Word.of(StubEngine.line("ab cde")).getLast();

    assertThat(second.quad()).isEqualTo(Quad.rectangle(32, 3, 62, 23));
  }

  private static List<String> words(String text) {
    return Word.of(StubEngine.line(text)).stream().map(Word::text).toList();
  }

  @Test
  void anUprightPictureShouldKeepItsBoxes() {
    assertThat(Upright.of(page(0)).box(box(10, 20, 30, 40)))
        .isEqualTo(new Upright.Box(10, 20, 30, 40));
  }

  @Test
  void aPictureTurnedClockwiseShouldBeTurnedBack() {
    // Text that runs downwards: turned by 90 degrees clockwise. Its box lies flat once the picture
    // is turned back.
    Upright.Box box = Upright.of(page(90)).box(box(350, 20, 30, 200));

    assertThat(box.width()).isEqualTo(200);
    assertThat(box.height()).isEqualTo(30);
    assertThat(box.x()).isEqualTo(20);
    assertThat(box.y()).isCloseTo(400 - 350 - 30, within(1L));
  }

  @Test
  void aTiltedLineShouldBecomeFlat() {
    double turn = Math.toRadians(20);
    Point start = new Point(100, 50);
    Point end = new Point(100 + 200 * Math.cos(turn), 50 + 200 * Math.sin(turn));
    Quad line = new Quad(start, end, shifted(end, turn), shifted(start, turn));

    Upright.Box box = Upright.of(page(20)).box(line);

    assertThat(box.width()).isCloseTo(200, within(1L));
    assertThat(box.height()).isCloseTo(20, within(1L));
  }

  private static Point shifted(Point point, double turn) {
    return new Point(point.x() - 20 * Math.sin(turn), point.y() + 20 * Math.cos(turn));
  }

  private static Quad box(double x, double y, double width, double height) {
    return Quad.rectangle(x, y, x + width, y + height);
  }

  private static Page page(double angle, Quad... lines) {
    List<TextLine> all =
        Arrays.stream(lines).map(quad -> new TextLine("x", quad, 1, List.of())).toList();
    return new Page(400, 300, angle, all, "stub");
  }
}
