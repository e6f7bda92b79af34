package io.palimpsest.ocr.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.ocr.DocumentOptions;
import io.palimpsest.ocr.DocumentReaders;
import io.palimpsest.ocr.Drawings;
import io.palimpsest.ocr.EngineSettings;
import io.palimpsest.ocr.OcrEngine;
import io.palimpsest.ocr.OcrEngines;
import io.palimpsest.ocr.Quad;
import io.palimpsest.ocr.Reading;
import io.palimpsest.ocr.TextLine;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A sheet of six feet by eight, scanned at 300 dots an inch in black and white. */
@Timeout(180)
class GiantScanIT {
  private static final int WIDTH = 22_000;
  private static final int HEIGHT = 27_500;
  private static final int X = 9_000;
  private static final int Y = 20_000;
  private static final String[] LINES = {
    "Ledger of the harbour office, page 4711",
    "Ropes and sails, four crates 118.40",
    "Tar for the north quay 62.15",
    "Wages of the ferryman, October 340.00"
  };

  @Test
  void readShouldFindTheTextOfAScanOfSixHundredMegapixelsWhereItIs() throws Exception {
    byte[] file = scan();

    Reading reading;
    try (OcrEngine engine = OcrEngines.open(EngineUnderTest.packs(), new EngineSettings(2, 1))) {
      reading = DocumentReaders.of(engine).read(file, DocumentOptions.lenient());
    }

    assertThat(reading.page().width()).isEqualTo(WIDTH);
    assertThat(reading.page().height()).isEqualTo(HEIGHT);
    assertThat(reading.page().lines()).extracting(TextLine::text).containsExactly(LINES);
    for (int i = 0; i < LINES.length; i++) {
      Quad quad = reading.page().lines().get(i).quad();
      assertThat(quad.topLeft().x()).isBetween(X + 100.0, X + 350.0);
      assertThat(quad.topLeft().y()).isBetween(Y + 400.0 * i, Y + 400.0 * i + 400);
    }
  }

  /** The text, 28 pixels high as it is drawn, eight times as large. */
  private static byte[] scan() throws Exception {
    BufferedImage text = Drawings.page(900, 280, LINES);
    BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_BYTE_BINARY);
    Graphics2D g = image.createGraphics();
    g.setColor(Color.WHITE);
    g.fillRect(0, 0, WIDTH, HEIGHT);
    g.translate(X, Y);
    g.drawImage(text, AffineTransform.getScaleInstance(8, 8), null);
    g.dispose();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(image, "png", out);
    return out.toByteArray();
  }
}
