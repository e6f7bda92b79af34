package io.palimpsest.gateway.answers;

import io.palimpsest.ocr.Page;
import java.util.List;

/**
 * Groups lines that follow each other in reading order into paragraphs: a new one begins where the
 * gap is wider than most of a line, the print changes size, the lines no longer stand above each
 * other, a line is indented, or full lines have ended in a short one.
 */
final class Paragraphs {
  /**
   * Widest gap inside a paragraph, in line heights. Ordinary leading is 0.2 to 0.6; an empty line
   * is above 1.
   */
  private static final double WIDEST_GAP = 0.8;

  /** Greatest ratio of two line heights inside a paragraph: ascenders alone make 1.4. */
  private static final double SIZE_CHANGE = 1.5;

  /** Widest gap between two pieces of one line, in line heights; cells are further apart. */
  private static final double WIDEST_SPACE = 1.5;

  /** An indent is wider than this, in line heights. */
  private static final double INDENT = 0.9;

  /** Lines that end within this of each other, in line heights, are both full. */
  private static final double RAGGED = 1.5;

  /** A last line ends at least this much before the full ones, in line heights. */
  private static final double SHORT = 4;

  private Paragraphs() {}

  /** The paragraph of each line, from 1. */
  static int[] number(Page page) {
    Upright upright = Upright.of(page);
    List<Upright.Box> boxes = page.lines().stream().map(line -> upright.box(line.quad())).toList();
    int[] numbers = new int[boxes.size()];
    Paragraph open = null;
    int number = 0;
    for (int i = 0; i < numbers.length; i++) {
      Upright.Box box = boxes.get(i);
      if (open != null && open.goesOnBeside(box)) {
        open = open.withPiece(box);
      } else if (open != null && open.goesOnBelow(box)) {
        open = open.withLine(box);
      } else {
        open = Paragraph.of(box);
        number++;
      }
      numbers[i] = number;
    }
    return numbers;
  }

  /**
   * What is known of a paragraph.
   *
   * @param last its last line, as far as it was seen
   * @param left where its lines begin; the first one's indent does not count once there are others
   * @param right where the longest of its lines ends
   * @param full how many lines above the last end there
   * @param lines how many it has
   */
  private record Paragraph(Upright.Box last, long left, long right, int full, int lines) {
    static Paragraph of(Upright.Box box) {
      return new Paragraph(box, box.x(), end(box), 0, 1);
    }

    /** A further piece of its last line. */
    boolean goesOnBeside(Upright.Box box) {
      double high = Math.max(last.height(), box.height());
      long overlap =
          Math.min(last.y() + last.height(), box.y() + box.height()) - Math.max(last.y(), box.y());
      long gap = box.x() - end(last);
      return overlap > Math.min(last.height(), box.height()) / 2
          && gap > -high
          && gap < WIDEST_SPACE * high;
    }

    boolean goesOnBelow(Upright.Box box) {
      double low = Math.max(1, Math.min(last.height(), box.height()));
      double high = Math.max(last.height(), box.height());
      long gap = box.y() - (last.y() + last.height());
      return box.x() < end(last)
          && last.x() < end(box)
          && high / low < SIZE_CHANGE
          && gap < WIDEST_GAP * high
          && box.y() + box.height() > last.y() + last.height()
          && !startsAnew(box, low);
    }

    private boolean startsAnew(Upright.Box box, double height) {
      double indent = left + INDENT * height;
      // A centred line ends early too, but begins late.
      boolean ended = end(last) < right - SHORT * height && last.x() < indent;
      boolean indented = box.x() > indent;
      boolean reaches = end(box) > right - RAGGED * height;
      return indented && lines > 1 && (reaches || ended && full > 0)
          || ended && full > 1 && box.x() < indent;
    }

    Paragraph withPiece(Upright.Box box) {
      long top = Math.min(last.y(), box.y());
      long bottom = Math.max(last.y() + last.height(), box.y() + box.height());
      Upright.Box line =
          new Upright.Box(last.x(), top, Math.max(end(last), end(box)) - last.x(), bottom - top);
      return new Paragraph(line, left, Math.max(right, end(line)), full, lines);
    }

    Paragraph withLine(Upright.Box box) {
      boolean wasFull = end(last) > right - RAGGED * last.height();
      return new Paragraph(
          box,
          lines == 1 ? box.x() : Math.min(left, box.x()),
          Math.max(right, end(box)),
          full + (wasFull ? 1 : 0),
          lines + 1);
    }

    private static long end(Upright.Box box) {
      return box.x() + box.width();
    }
  }
}
