package io.palimpsest.gateway.answers;

import io.palimpsest.ocr.Page;
import io.palimpsest.ocr.TextLine;
import java.util.List;

/**
 * Groups lines that follow each other in reading order into paragraphs: a new one begins where the
 * gap is wider than most of a line, the print changes size, or the lines no longer stand above each
 * other.
 */
final class Paragraphs {
  /**
   * Widest gap inside a paragraph, in line heights. Ordinary leading is 0.2 to 0.6; an empty line
   * is above 1.
   */
  private static final double WIDEST_GAP = 0.8;

  /** Greatest ratio of two line heights inside a paragraph: ascenders alone make 1.4. */
  private static final double SIZE_CHANGE = 1.5;

  private Paragraphs() {}

  /** The paragraph of each line, from 1. */
  static int[] number(Page page) {
    List<TextLine> lines = page.lines();
    Upright upright = Upright.of(page);
    int[] numbers = new int[lines.size()];
    Upright.Box before = null;
    int number = 0;
    for (int i = 0; i < numbers.length; i++) {
      Upright.Box box = upright.box(lines.get(i).quad());
      if (before == null || !together(before, box)) {
        number++;
      }
      numbers[i] = number;
      before = box;
    }
    return numbers;
  }

  private static boolean together(Upright.Box above, Upright.Box below) {
    double low = Math.max(1, Math.min(above.height(), below.height()));
    double high = Math.max(above.height(), below.height());
    long gap = below.y() - (above.y() + above.height());
    boolean overlap =
        below.x() < above.x() + above.width() && above.x() < below.x() + below.width();
    return overlap
        && high / low < SIZE_CHANGE
        && gap < WIDEST_GAP * high
        && below.y() + below.height() > above.y();
  }
}
