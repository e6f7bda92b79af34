package io.palimpsest.ocr.internal.engine;

import static org.junit.jupiter.api.Assumptions.abort;

import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.GraphicsEnvironment;
import java.io.File;
import java.io.IOException;
import java.util.Arrays;

/**
 * A font with Chinese characters: the file that {@code PALIMPSEST_CJK_FONT} names, else one of the
 * machine's.
 */
final class ChineseFont {
  private static final String SAMPLE = "永和九年岁在癸丑暮春之初";

  private ChineseFont() {}

  /** The font; where there is none the test is skipped, and says so. */
  static Font orSkip(float size) {
    String file = System.getenv("PALIMPSEST_CJK_FONT");
    if (file != null) {
      try {
        return Font.createFont(Font.TRUETYPE_FONT, new File(file)).deriveFont(size);
      } catch (IOException | FontFormatException e) {
        throw new IllegalStateException("PALIMPSEST_CJK_FONT is no font", e);
      }
    }
    return Arrays.stream(GraphicsEnvironment.getLocalGraphicsEnvironment().getAllFonts())
        .filter(font -> font.canDisplayUpTo(SAMPLE) < 0)
        .findFirst()
        .map(font -> font.deriveFont(size))
        .orElseGet(
            () -> {
              System.out.println("No font here has Chinese characters: a test is skipped");
              return abort("no font has Chinese characters");
            });
  }
}
