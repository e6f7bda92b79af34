package io.palimpsest.ocr.internal.detect;

import io.palimpsest.ocr.Cancellation;
import io.palimpsest.ocr.Point;
import io.palimpsest.ocr.internal.geometry.ConvexHull;
import io.palimpsest.ocr.internal.geometry.RotatedRect;
import io.palimpsest.ocr.model.DetectionSettings;
import java.util.ArrayList;
import java.util.List;

/**
 * Draws boxes around the regions of a probability map, after "Real-time Scene Text Detection with
 * Differentiable Binarization" (Liao et al., 2020): the map shows the shrunken cores of lines,
 * which are grown back by {@code area * unclip / perimeter}.
 */
final class BoxFinder {
  /** Shortest side of a core and of a grown box, pixels of the map; smaller ones are noise. */
  private static final double MIN_CORE = 3;

  private static final double MIN_BOX = 5;

  private final DetectionSettings settings;

  BoxFinder(DetectionSettings settings) {
    this.settings = settings;
  }

  /** The boxes in pixels of the map, in no order. */
  List<RotatedRect> find(ProbabilityMap map, Cancellation cancellation) {
    List<RotatedRect> boxes = new ArrayList<>();
    boolean[] mask = map.mask((float) settings.threshold(), settings.dilate());
    cancellation.throwIfCancelled();
    for (List<Point> region : Regions.of(mask, map.width(), map.height())) {
      cancellation.throwIfCancelled();
      RotatedRect core = RotatedRect.around(ConvexHull.of(region));
      if (core.shortSide() >= MIN_CORE && score(map, core) >= settings.boxThreshold()) {
        RotatedRect box =
            core.grown(core.area() * settings.unclip() / (2 * (core.width() + core.height())));
        if (box.shortSide() >= MIN_BOX) {
          boxes.add(box);
        }
      }
    }
    return boxes;
  }

  /** The mean probability inside a box. */
  private static double score(ProbabilityMap map, RotatedRect box) {
    double cos = Math.cos(box.angle());
    double sin = Math.sin(box.angle());
    double reachX = (Math.abs(cos) * box.width() + Math.abs(sin) * box.height()) / 2;
    double reachY = (Math.abs(sin) * box.width() + Math.abs(cos) * box.height()) / 2;
    int x0 = Math.max(0, (int) Math.floor(box.cx() - reachX));
    int x1 = Math.min(map.width() - 1, (int) Math.ceil(box.cx() + reachX));
    int y0 = Math.max(0, (int) Math.floor(box.cy() - reachY));
    int y1 = Math.min(map.height() - 1, (int) Math.ceil(box.cy() + reachY));
    double sum = 0;
    int n = 0;
    for (int y = y0; y <= y1; y++) {
      for (int x = x0; x <= x1; x++) {
        double u = (x - box.cx()) * cos + (y - box.cy()) * sin;
        double v = (y - box.cy()) * cos - (x - box.cx()) * sin;
        if (Math.abs(u) <= box.width() / 2 && Math.abs(v) <= box.height() / 2) {
          sum += map.values()[y * map.width() + x];
          n++;
        }
      }
    }
    return n == 0 ? 0 : sum / n;
  }
}
