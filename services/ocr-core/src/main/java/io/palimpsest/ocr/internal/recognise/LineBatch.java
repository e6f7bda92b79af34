package io.palimpsest.ocr.internal.recognise;

import io.palimpsest.ocr.Picture;
import io.palimpsest.ocr.model.RecognitionSettings;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Lines of about the same width that go through the network together. Padding costs as much time as
 * text, so a batch is closed where its narrowest line would be padded by more than a small share.
 *
 * @param width of the tensor, pixels
 * @param lines what stands in it, narrowest first
 */
record LineBatch(int width, List<Line> lines) {
  private static final int MAX_LINES = 6;
  private static final int MAX_PIXELS_WIDE = 4096;
  private static final double MAX_PADDING = 0.15;
  private static final int STRIDE = 8;

  /**
   * One line of a batch.
   *
   * @param index its place among the crops
   * @param crop its pixels
   * @param width its width in the tensor, pixels
   */
  record Line(int index, Picture crop, int width) {}

  static List<LineBatch> split(List<Picture> crops, RecognitionSettings settings) {
    List<Line> lines = new ArrayList<>(crops.size());
    for (int i = 0; i < crops.size(); i++) {
      lines.add(new Line(i, crops.get(i), width(crops.get(i), settings)));
    }
    lines.sort(Comparator.comparingInt(Line::width));
    List<LineBatch> batches = new ArrayList<>();
    List<Line> open = new ArrayList<>();
    for (Line line : lines) {
      if (!open.isEmpty() && !fits(open, line)) {
        batches.add(closed(open, settings));
        open = new ArrayList<>();
      }
      open.add(line);
    }
    if (!open.isEmpty()) {
      batches.add(closed(open, settings));
    }
    return batches;
  }

  private static boolean fits(List<Line> open, Line line) {
    return open.size() < MAX_LINES
        && (open.size() + 1) * line.width <= MAX_PIXELS_WIDE
        && open.getFirst().width >= line.width * (1 - MAX_PADDING);
  }

  private static LineBatch closed(List<Line> lines, RecognitionSettings settings) {
    int widest = Math.max(settings.minWidth(), lines.getLast().width);
    return new LineBatch((widest + STRIDE - 1) / STRIDE * STRIDE, List.copyOf(lines));
  }

  private static int width(Picture crop, RecognitionSettings settings) {
    double width = Math.ceil((double) settings.height() * crop.width() / crop.height());
    return (int) Math.clamp(width, STRIDE, settings.maxWidth());
  }
}
