package io.palimpsest.ocr.internal.detect;

import io.palimpsest.ocr.Cancellation;
import io.palimpsest.ocr.Picture;
import io.palimpsest.ocr.Point;
import io.palimpsest.ocr.Quad;
import io.palimpsest.ocr.internal.geometry.Crop;
import io.palimpsest.ocr.internal.geometry.Quads;
import java.util.ArrayList;
import java.util.List;

/**
 * Looks for text in overlapping tiles at the picture's own scale, for small print on a big page and
 * for strips. Tiles are as wide as detection takes them, so that few lines are cut; what is cut is
 * put together again by {@link Seams}.
 */
public final class Tiles {
  /**
   * Longest side that detection takes without shrinking it, a multiple of 32 below 2,000 pixels.
   */
  private static final int LONGEST = 1920;

  /** Pixels of a tile: what detection looks at in about a second. */
  private static final int PIXELS = 1280 * 1280;

  /** Overlap of neighbours, pixels: a line of print up to this height is whole in some tile. */
  private static final int OVERLAP = 256;

  /** A picture this many times as long as wide would be shrunk beyond reading for its length. */
  private static final int STRIP = 8;

  private Tiles() {}

  /** Whether a picture is a strip so long that it should be looked at in tiles unasked. */
  public static boolean needed(Picture picture) {
    int longer = Math.max(picture.width(), picture.height());
    int shorter = Math.min(picture.width(), picture.height());
    return longer > LONGEST && longer >= (long) STRIP * shorter;
  }

  /**
   * As {@link Detector#detect}, with each tile looked at by itself and what two tiles saw reported
   * once. Lines that are longer than the recogniser takes are cut between words.
   */
  public static List<Quad> detect(Detector detector, Picture picture, Cancellation cancellation) {
    int width = Math.min(LONGEST, picture.width());
    int height =
        Math.min(LONGEST, Math.min(picture.height(), Math.max(OVERLAP * 2, PIXELS / width)));
    if (width == picture.width() && height == picture.height()) {
      return detector.detect(picture, new Look.Full(), cancellation).lines();
    }
    List<Seams.Seen> seen = new ArrayList<>();
    int tile = 0;
    for (int y : starts(picture.height(), height)) {
      for (int x : starts(picture.width(), width)) {
        Picture part = Crop.of(picture, Quad.rectangle(x, y, x + width, y + height));
        for (Quad q : detector.detect(part, new Look.Full(), cancellation).lines()) {
          seen.add(new Seams.Seen(tile, Quads.map(q, p -> new Point(p.x() + x, p.y() + y))));
        }
        tile++;
      }
    }
    return LongLines.cut(picture, Seams.joined(seen));
  }

  /** Where tiles begin: evenly spread, so that the last ends with the picture. */
  static List<Integer> starts(int length, int side) {
    int step = Math.max(side / 2, side - OVERLAP);
    int count = length <= side ? 1 : 1 + Math.ceilDiv(length - side, step);
    List<Integer> starts = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      starts.add(count == 1 ? 0 : (int) ((long) (length - side) * i / (count - 1)));
    }
    return starts;
  }
}
