package io.palimpsest.ocr.internal.detect;

import io.palimpsest.ocr.Picture;
import io.palimpsest.ocr.Point;
import io.palimpsest.ocr.Quad;
import io.palimpsest.ocr.internal.geometry.Quads;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Cuts lines that are too long for the recogniser, which would squeeze them until letters run into
 * each other. They are cut where the ground shows from top to bottom over the widest stretch, which
 * is between words.
 */
final class LongLines {
  /** Heights that a line may be long; the recogniser takes 66. */
  private static final int LONGEST = 60;

  /** Heights that a piece is long, give or take what is needed to find a gap. */
  private static final int PIECE = 40;

  /** Heights to either side in which a gap is looked for. */
  private static final int REACH = 4;

  /** Points across the line that are looked at for one place along it. */
  private static final int SAMPLES = 12;

  /** A place is ground while its greys differ by less than this, of 255. */
  private static final int GROUND = 40;

  private LongLines() {}

  /** All lines, long ones in pieces. A line that runs down is one that is higher than wide. */
  static List<Quad> cut(Picture picture, List<Quad> quads) {
    return quads.stream()
        .flatMap(
            q ->
                Quads.height(q) > Quads.width(q)
                    ? pieces(picture, Quads.turned(q, 1)).map(piece -> Quads.turned(piece, -1))
                    : pieces(picture, q))
        .toList();
  }

  private static Stream<Quad> pieces(Picture picture, Quad line) {
    double length = Quads.width(line);
    double height = Quads.height(line);
    if (length <= LONGEST * height) {
      return Stream.of(line);
    }
    int count = (int) Math.ceil(length / (PIECE * height));
    List<Quad> pieces = new ArrayList<>(count);
    double from = 0;
    for (int i = 1; i <= count; i++) {
      double to = i == count ? 1 : gap(picture, line, (double) i / count, REACH * height / length);
      pieces.add(Quads.slice(line, from, to));
      from = to;
    }
    return pieces.stream();
  }

  /** The middle of the widest stretch of ground around a share of a line's length. */
  private static double gap(Picture picture, Quad line, double around, double reach) {
    double step = 1 / Quads.width(line);
    double best = around;
    int widest = 0;
    int run = 0;
    for (double at = around - reach; at <= around + reach; at += step) {
      run = isGround(picture, line, at) ? run + 1 : 0;
      if (run > widest) {
        widest = run;
        best = at - (run - 1) * step / 2;
      }
    }
    return best;
  }

  private static boolean isGround(Picture picture, Quad line, double at) {
    Quad here = Quads.slice(line, at, at);
    int least = 255;
    int most = 0;
    for (int i = 1; i <= SAMPLES; i++) {
      double share = (double) i / (SAMPLES + 1);
      Point top = here.topLeft();
      Point bottom = here.bottomLeft();
      int grey =
          grey(
              picture,
              top.x() + (bottom.x() - top.x()) * share,
              top.y() + (bottom.y() - top.y()) * share);
      least = Math.min(least, grey);
      most = Math.max(most, grey);
    }
    return most - least < GROUND;
  }

  private static int grey(Picture picture, double x, double y) {
    int column = Math.clamp((int) x, 0, picture.width() - 1);
    int row = Math.clamp((int) y, 0, picture.height() - 1);
    int i = (row * picture.width() + column) * 3;
    byte[] bgr = picture.bgr();
    return ((bgr[i] & 255) + (bgr[i + 1] & 255) + (bgr[i + 2] & 255)) / 3;
  }
}
