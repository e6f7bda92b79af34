package io.palimpsest.ocr.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.palimpsest.ocr.Drawings;
import io.palimpsest.ocr.EngineSettings;
import io.palimpsest.ocr.OcrEngine;
import io.palimpsest.ocr.OcrEngines;
import io.palimpsest.ocr.Page;
import io.palimpsest.ocr.ReadOptions;
import io.palimpsest.ocr.TextLine;
import io.palimpsest.ocr.Tier;
import io.palimpsest.ocr.internal.geometry.Turn;
import java.awt.Font;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages that readers get wrong, drawn with known text: order, turn and text are all judged. */
@Timeout(240)
class HardPagesIT {
  private static final String[] PROSE = {
    "The harbour master wrote the names of all",
    "ships that came in on the evening tide, and",
    "of those that did not. In the winter of 1887",
    "the second list was longer than the first,",
    "and he bought a new book for it in March.",
    "Nobody asked him what the other was for."
  };

  private static final String[] MORE = {
    "On the far side of the bay a lamp was lit",
    "each night by a woman who could not read.",
    "She counted the masts and put a stone on",
    "her sill for each: forty in a good month,",
    "twelve in a bad one. The stones are still",
    "there, in a row, behind the new curtains."
  };

  private static OcrEngine engine;

  @BeforeAll
  static void openEngine() {
    engine = OcrEngines.open(EngineUnderTest.packs(), new EngineSettings(2, 2));
  }

  @AfterAll
  static void closeEngine() {
    engine.close();
  }

  @ParameterizedTest
  @EnumSource(Turn.class)
  void aTurnedPageShouldBeReadInItsOwnOrder(Turn turn) {
    DrawnText drawn = prose(0);

    Page page = engine.read(turn.apply(drawn.picture()), ReadOptions.page());

    assertReads(page, drawn.text(), 0.01);
    assertThat(Math.IEEEremainder(page.angle() - turn.degrees(), 360)).isCloseTo(0, within(1.0));
  }

  @ParameterizedTest
  @ValueSource(doubles = {-15, -6, 3, 15})
  void aSkewedPageShouldBeReadAlongItsLines(double degrees) {
    DrawnText drawn = prose(degrees);

    Page page = engine.read(drawn.picture(), ReadOptions.page());

    assertReads(page, drawn.text(), 0.02);
    assertThat(page.angle()).isCloseTo(degrees, within(1.0));
  }

  @Test
  void aPageOfSingleDigitsShouldNotBeTurned() {
    DrawnText drawn = DrawnText.page(500, 500, Drawings.font(26));
    for (int row = 0; row < 6; row++) {
      for (int column = 0; column < 6; column++) {
        drawn.line(60 + 70 * column, 80 + 70 * row, "117427".substring(column, column + 1));
      }
    }

    Page page = engine.read(drawn.picture(), ReadOptions.page());

    assertReads(page, drawn.text(), 0.15);
    assertThat(page.angle()).isCloseTo(0, within(1.0));
  }

  @Test
  void whiteOnBlackShouldBeRead() {
    DrawnText drawn = DrawnText.night(700, 300, Drawings.font(26)).lines(40, 50, 40, PROSE);

    assertReads(engine.read(drawn.picture(), ReadOptions.page()), drawn.text(), 0.01);
  }

  @Test
  void twoColumnsShouldBeReadOneAfterTheOther() {
    DrawnText drawn =
        DrawnText.page(1000, 330, Drawings.font(20))
            .line(40, 40, "A tale of two lists, told by those who kept neither of the two books")
            .lines(40, 90, 32, PROSE)
            .lines(530, 90, 32, MORE);

    assertReads(engine.read(drawn.picture(), ReadOptions.page()), drawn.text(), 0.01);
  }

  @ParameterizedTest(name = "{0}, letters of {1} pixels")
  @CsvSource({"STANDARD, 24", "ACCURATE, 11"})
  void smallPrintOnALargeScanShouldBeReadUnasked(Tier tier, int size) {
    DrawnText drawn =
        DrawnText.page(2480, 3508, Drawings.font(size))
            .lines(200, 300, size * 3 / 2, PROSE)
            .lines(200, 1500, size * 3 / 2, MORE);

    Page page = engine.read(drawn.picture(), ReadOptions.page().withTier(tier));

    assertReads(page, drawn.text(), 0.02);
  }

  @Test
  void aLongThinStripShouldBeRead() {
    String text = String.join(" ", PROSE) + " " + String.join(" ", MORE);
    DrawnText drawn = DrawnText.page(6000, 40, Drawings.font(24)).line(20, 29, text);

    Page page = engine.read(drawn.picture(), ReadOptions.page());

    assertReads(page, text, 0.02);
  }

  @Test
  void aStripThatStandsUprightShouldBeRead() {
    String text = String.join(" ", PROSE);
    DrawnText drawn = DrawnText.page(3000, 40, Drawings.font(24)).line(20, 29, text);

    Page page = engine.read(Turn.CLOCKWISE.apply(drawn.picture()), ReadOptions.page());

    assertReads(page, text, 0.02);
    assertThat(page.angle()).isCloseTo(90, within(1.0));
  }

  @Test
  void smallPrintOnALargePageShouldBeReadInTiles() {
    DrawnText drawn = DrawnText.page(2800, 1700, Drawings.font(13));
    for (int block = 0; block < 3; block++) {
      // Across the borders of tiles, in both directions.
      drawn.lines(1000 + 280 * block, 600, 18, PROSE).lines(1000 + 280 * block, 708, 18, MORE);
    }

    Page page = engine.read(drawn.picture(), ReadOptions.page().withSplit(true));

    assertReads(page, drawn.text(), 0.03);
  }

  @Test
  void chineseThatRunsDownShouldBeReadFromRightToLeft() {
    Font font = ChineseFont.orSkip(40);
    DrawnText drawn =
        DrawnText.page(420, 620, font)
            .down(330, 70, 48, "永和九年岁在癸丑暮春")
            .down(250, 70, 48, "之初会于会稽山阴之兰")
            .down(170, 70, 48, "亭修禊事也群贤毕至少")
            .down(90, 70, 48, "长咸集此地有崇山峻岭");

    assertReads(engine.read(drawn.picture(), ReadOptions.page()), drawn.text(), 0.1);
  }

  @Test
  void chineseAndLatinInOneLineShouldBeRead() {
    Font font = ChineseFont.orSkip(30);
    DrawnText drawn =
        DrawnText.page(700, 160, font)
            .lines(30, 50, 60, "会议室 Room 204 已预订", "请于 9:30 前签到 check in");

    assertReads(engine.read(drawn.picture(), ReadOptions.page()), drawn.text(), 0.05);
  }

  /** Around the middle of a page that holds all of it when turned. */
  private static DrawnText prose(double degrees) {
    return DrawnText.page(760, 520, Drawings.font(26)).turned(degrees).lines(110, 160, 40, PROSE);
  }

  /** Spaces aside: how wide a gap must be to be one is the recogniser's matter. */
  private static void assertReads(Page page, String truth, double mostErrors) {
    String read = page.lines().stream().map(TextLine::text).collect(Collectors.joining("\n"));
    double errors = EditDistance.share(bare(truth), bare(read));

    assertThat(errors).as("share of wrong characters in%n%s", read).isLessThanOrEqualTo(mostErrors);
  }

  private static String bare(String text) {
    return text.replaceAll("\\s", "");
  }
}
