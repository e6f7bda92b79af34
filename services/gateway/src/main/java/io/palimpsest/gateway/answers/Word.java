package io.palimpsest.gateway.answers;

import io.palimpsest.ocr.Glyph;
import io.palimpsest.ocr.Quad;
import io.palimpsest.ocr.TextLine;
import java.util.ArrayList;
import java.util.List;

/**
 * A run of characters between spaces; of Chinese characters and kana, which are written without
 * any, each is a word of its own. Punctuation belongs to the word before it.
 *
 * @param confidence 0 to 1, the mean over its characters
 * @param quad from its first character to its last
 */
record Word(String text, double confidence, Quad quad) {

  static List<Word> of(TextLine line) {
    List<Word> words = new ArrayList<>();
    List<Glyph> run = new ArrayList<>();
    for (Glyph glyph : line.glyphs()) {
      if (glyph.text().isBlank()) {
        end(run, words);
      } else {
        if (!run.isEmpty() && startsWord(glyph, run)) {
          end(run, words);
        }
        run.add(glyph);
      }
    }
    end(run, words);
    return words;
  }

  private static boolean startsWord(Glyph glyph, List<Glyph> run) {
    return Scripts.isEastAsian(glyph.text())
        || Character.isLetterOrDigit(glyph.text().codePointAt(0))
            && run.stream().anyMatch(before -> Scripts.isEastAsian(before.text()));
  }

  private static void end(List<Glyph> run, List<Word> words) {
    if (run.isEmpty()) {
      return;
    }
    StringBuilder text = new StringBuilder();
    run.forEach(glyph -> text.append(glyph.text()));
    Quad first = run.getFirst().quad();
    Quad last = run.getLast().quad();
    words.add(
        new Word(
            text.toString(),
            run.stream().mapToDouble(Glyph::confidence).average().orElseThrow(),
            new Quad(first.topLeft(), last.topRight(), last.bottomRight(), first.bottomLeft())));
    run.clear();
  }
}
