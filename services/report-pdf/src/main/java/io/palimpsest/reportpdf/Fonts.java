package io.palimpsest.reportpdf;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/**
 * The fonts of one document, embedded with the glyphs that it uses, and a font of the reader's for
 * Chinese; measures and breaks text.
 */
final class Fonts {
  private static final String LACKING = "\u25A1";

  private final PDFont regular;
  private final PDFont strong;
  private final CmapLookup glyphs;
  private final PDFont chinese = new ReadersFont();
  private boolean lacked;
  private boolean borrowed;

  Fonts(PDDocument document) throws IOException {
    TrueTypeFont font = read("SourceSans3-Regular.ttf");
    this.glyphs = font.getUnicodeCmapLookup();
    this.regular = PDType0Font.load(document, font, true);
    this.strong = PDType0Font.load(document, read("SourceSans3-SemiBold.ttf"), true);
  }

  private static TrueTypeFont read(String name) throws IOException {
    try (InputStream file =
        Objects.requireNonNull(Fonts.class.getResourceAsStream("fonts/" + name), name)) {
      TrueTypeFont font = new TTFParser().parse(new RandomAccessReadBuffer(file));
      font.setEnableGsub(false); // a ligature's letters could neither be searched for nor copied
      return font;
    }
  }

  /**
   * A piece of a text that is written in one font.
   *
   * @param text clean
   */
  record Run(PDFont font, String text) {}

  /** The pieces of a text that is clean, in their order. */
  List<Run> runs(String clean, Style style) {
    List<Run> runs = new ArrayList<>();
    int from = 0;
    while (from < clean.length()) {
      PDFont font = font(clean.codePointAt(from), style);
      int end = from;
      while (end < clean.length() && font(clean.codePointAt(end), style) == font) {
        end += Character.charCount(clean.codePointAt(end));
      }
      runs.add(new Run(font, clean.substring(from, end)));
      from = end;
    }
    return runs;
  }

  private PDFont font(int character, Style style) {
    if (glyphs.getGlyphId(character) == 0 && ReadersFont.has(character)) {
      return chinese;
    }
    return style.strong() ? strong : regular;
  }

  /** Whether characters came by that are shown in a font of the reader's. */
  boolean borrowed() {
    return borrowed;
  }

  /** Whether a character came by that no font has; a square stands in its place. */
  boolean lacked() {
    return lacked;
  }

  /** The text as these fonts can write it, on one line. */
  String clean(String text) {
    StringBuilder clean = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              if (Character.isWhitespace(c) || Character.isISOControl(c)) {
                clean.append(' ');
              } else if (glyphs.getGlyphId(c) > 0) {
                clean.appendCodePoint(c);
              } else if (ReadersFont.has(c)) {
                borrowed = true;
                clean.appendCodePoint(c);
              } else {
                lacked = true;
                clean.append(glyphs.getGlyphId(LACKING.codePointAt(0)) > 0 ? LACKING : "?");
              }
            });
    return clean.toString().strip();
  }

  /** In points, of a text that is clean. */
  float width(String clean, Style style) {
    try {
      float width = 0;
      for (Run each : runs(clean, style)) {
        width += each.font().getStringWidth(each.text());
      }
      return width / 1000 * style.size();
    } catch (IOException e) {
      throw new IllegalStateException("a font that was read can be measured", e);
    }
  }

  /** The lines that a text takes, broken between words, and within those that are too long. */
  List<String> broken(String text, Style style, float width) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : clean(text).split(" +")) {
      String rest = word;
      if (!line.isEmpty() && width(line + " " + rest, style) <= width) {
        line.append(' ').append(rest);
        continue;
      }
      if (!line.isEmpty()) {
        lines.add(line.toString());
        line.setLength(0);
      }
      while (width(rest, style) > width && rest.length() > 1) {
        int fits = fitting(rest, style, width);
        lines.add(rest.substring(0, fits));
        rest = rest.substring(fits);
      }
      line.append(rest);
    }
    lines.add(line.toString());
    return lines;
  }

  /** At least one character. */
  private int fitting(String word, Style style, float width) {
    int fits = word.offsetByCodePoints(0, 1);
    while (fits < word.length()) {
      int next = word.offsetByCodePoints(fits, 1);
      if (width(word.substring(0, next), style) > width) {
        break;
      }
      fits = next;
    }
    return fits;
  }
}
