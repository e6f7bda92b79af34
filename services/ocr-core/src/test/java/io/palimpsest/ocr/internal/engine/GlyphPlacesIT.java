package io.palimpsest.ocr.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.ocr.Drawings;
import io.palimpsest.ocr.EngineSettings;
import io.palimpsest.ocr.Glyph;
import io.palimpsest.ocr.OcrEngine;
import io.palimpsest.ocr.OcrEngines;
import io.palimpsest.ocr.Page;
import io.palimpsest.ocr.Point;
import io.palimpsest.ocr.ReadOptions;
import io.palimpsest.ocr.TextLine;
import io.palimpsest.ocr.internal.geometry.Quads;
import java.awt.Font;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whether characters' boxes stand where the characters were drawn. */
@Timeout(240)
class GlyphPlacesIT {
  /** Narrow and wide letters, doubled ones, wide gaps. */
  private static final String[] LINES = {
    "Willow & Minimum Hill 1117", "MWMW illi AVAVA 8,888.00", "Book  keeper,  well,  off"
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
  @ValueSource(doubles = {0, 12, -12, 90, 180})
  void charactersShouldStandWhereTheyWereDrawn(double degrees) {
    DrawnText drawn =
        DrawnText.page(560, 560, Drawings.font(30)).turned(degrees).lines(80, 240, 60, LINES);

    List<Double> errors = errors(engine.read(drawn.picture(), ReadOptions.page()), drawn);

    assertNear(errors, "turned by " + degrees, 60);
  }

  @Test
  void chineseAndLatinCharactersOfOneLineShouldStandWhereTheyWereDrawn() {
    Font font = ChineseFont.orSkip(30);
    DrawnText drawn =
        DrawnText.page(700, 260, font)
            .lines(40, 60, 60, "会议室Room204已预订至周五", "订单号AB12-7790共计88元", "中文English混排text测试");

    List<Double> errors = errors(engine.read(drawn.picture(), ReadOptions.page()), drawn);

    assertNear(errors, "Chinese and Latin", 30);
  }

  @Test
  void charactersOfALineThatRunsDownShouldStandWhereTheyWereDrawn() {
    Font font = ChineseFont.orSkip(40);
    DrawnText drawn =
        DrawnText.page(300, 620, font)
            .down(200, 70, 48, "永和九年岁在癸丑暮春")
            .down(100, 70, 48, "之初会于会稽山阴之兰");

    List<Double> errors = errors(engine.read(drawn.picture(), ReadOptions.page()), drawn);

    assertNear(errors, "running down", 10);
  }

  private static void assertNear(List<Double> errors, String what, int least) {
    double mean = errors.stream().mapToDouble(e -> e).average().orElse(1);
    System.out.printf(
        "Characters %s: %d compared, mean error %.2f of a character's width, worst %.2f%n",
        what, errors.size(), mean, errors.stream().mapToDouble(e -> e).max().orElse(1));
    assertThat(errors).hasSizeGreaterThanOrEqualTo(least);
    assertThat(mean).isLessThan(0.35);
  }

  /**
   * How far the middles of characters are from the drawn ones along the line, in usual character
   * widths of that line; only lines that were read rightly tell.
   */
  private static List<Double> errors(Page page, DrawnText drawn) {
    List<Double> errors = new ArrayList<>();
    for (DrawnText.Line line : drawn.truth()) {
      page.lines().stream()
          .filter(read -> bare(read.text()).equals(bare(line.text())))
          .findFirst()
          .ifPresent(read -> errors.addAll(errors(read, line)));
    }
    return errors;
  }

  private static List<Double> errors(TextLine read, DrawnText.Line line) {
    double width = line.widths().stream().mapToDouble(w -> w).average().orElseThrow();
    List<Glyph> glyphs = read.glyphs().stream().filter(g -> !g.text().isBlank()).toList();
    List<Double> errors = new ArrayList<>();
    int i = 0;
    for (int at = 0; at < line.text().length(); at++) {
      if (line.text().charAt(at) != ' ') {
        Point is = Quads.centre(glyphs.get(i++).quad());
        Point was = line.middles().get(at);
        double angle = Quads.angle(read.quad());
        errors.add(
            Math.abs((is.x() - was.x()) * Math.cos(angle) + (is.y() - was.y()) * Math.sin(angle))
                / width);
      }
    }
    return errors;
  }

  private static String bare(String text) {
    return text.replace(" ", "");
  }
}
