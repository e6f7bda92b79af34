package io.palimpsest.documents.internal;

import io.palimpsest.documents.mrz.MrzFormat;
import io.palimpsest.ocr.Findings.Cutout;
import io.palimpsest.ocr.Page;
import io.palimpsest.ocr.Picture;
import io.palimpsest.ocr.Point;
import io.palimpsest.ocr.Quad;
import io.palimpsest.ocr.TextLine;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Cuts out the holder's portrait of a passport by the page's geometry: on a TD3 it stands at the
 * left above the zone (Doc 9303-4, zone V), 35 by 45 mm, and the zone's 44 characters at 2.54 mm
 * tell the scale. What is not a picture there, is not given out.
 */
final class PortraitFinder {
  /** From the first character's middle to the last one's in millimetres. */
  private static final double ZONE_MM = 43 * 2.54;

  /** Edges of the place in which issuers put the portrait, from the zone's first character. */
  private static final double LEFT_MM = -2;

  private static final double RIGHT_MM = 35;

  /** Edges of that place above the middle of the zone's first line. */
  private static final double BOTTOM_MM = 8;

  private static final double TOP_MM = 57;

  /** A portrait is at least as large as this, once the text around it is cut off. */
  private static final double LEAST_WIDTH_MM = 18;

  private static final double LEAST_HEIGHT_MM = 25;

  /** Air between text and portrait. */
  private static final double AIR_MM = 0.7;

  /**
   * Text that begins left of this share of the place is printed over the portrait, not beside it.
   */
  private static final double RIGHT_PART = 0.75;

  /** Longest side of what is given out, pixels: more shows the print's dots. */
  private static final int LONGEST_SIDE = 800;

  /** Shortest side in the picture, pixels: below nobody knows a face again. */
  private static final int SHORTEST_SIDE = 24;

  private static final int BLOCKS_ACROSS = 7;
  private static final int BLOCKS_DOWN = 9;
  private static final int BLOCK = 8;

  /**
   * Brightness of blocks about 5 mm wide varies by this much in a portrait: hair, face and
   * background. Bare security print is even at that scale: below 10 on pages without one.
   */
  private static final double LIVELY = 16;

  private PortraitFinder() {}

  static Optional<Cutout> find(Picture picture, Page page, FoundZone zone) {
    if (zone.mrz().format() != MrzFormat.TD3) {
      return Optional.empty();
    }
    Row first = Row.of(zone.lines().getFirst(), "");
    Axis axis = first.axis();
    double mm = first.length() / (ZONE_MM + 2.54);
    double left = axis.along(first.left());
    double line = axis.across(first.centre());
    Place place =
        new Place(
                left + LEFT_MM * mm,
                left + RIGHT_MM * mm,
                line - TOP_MM * mm,
                line - BOTTOM_MM * mm)
            .within(picture, axis)
            .without(page.lines(), axis, AIR_MM * mm);
    if (place.width() < LEAST_WIDTH_MM * mm
        || place.height() < LEAST_HEIGHT_MM * mm
        || place.width() < SHORTEST_SIDE) {
      return Optional.empty();
    }
    Quad quad = axis.quad(place.left, place.right, place.top, place.bottom);
    return isLively(picture, quad)
        ? Optional.of(new Cutout(quad, cut(picture, quad, place).jpeg()))
        : Optional.empty();
  }

  private static Patch cut(Picture picture, Quad quad, Place place) {
    double scale = Math.min(1, LONGEST_SIDE / Math.max(place.width(), place.height()));
    return Patch.of(
        picture,
        quad,
        Math.max(1, (int) Math.round(place.width() * scale)),
        Math.max(1, (int) Math.round(place.height() * scale)));
  }

  private static boolean isLively(Picture picture, Quad quad) {
    Patch patch = Patch.of(picture, quad, BLOCKS_ACROSS * BLOCK, BLOCKS_DOWN * BLOCK);
    double[] means = new double[BLOCKS_ACROSS * BLOCKS_DOWN];
    for (int y = 0; y < patch.height(); y++) {
      for (int x = 0; x < patch.width(); x++) {
        means[y / BLOCK * BLOCKS_ACROSS + x / BLOCK] += patch.brightness(x, y) / (BLOCK * BLOCK);
      }
    }
    double mean = Arrays.stream(means).average().orElse(0);
    double variance = Arrays.stream(means).map(m -> (m - mean) * (m - mean)).average().orElse(0);
    return Math.sqrt(variance) >= LIVELY;
  }

  /** A rectangle along the zone's axis. */
  private record Place(double left, double right, double top, double bottom) {
    double width() {
      return right - left;
    }

    double height() {
      return bottom - top;
    }

    /** Cut off where the picture ends; exact while the page stands upright or on its side. */
    Place within(Picture picture, Axis axis) {
      List<Point> corners = Quad.rectangle(0, 0, picture.width(), picture.height()).corners();
      double[] along = corners.stream().mapToDouble(axis::along).sorted().toArray();
      double[] across = corners.stream().mapToDouble(axis::across).sorted().toArray();
      return new Place(
          Math.max(left, along[0]),
          Math.min(right, along[3]),
          Math.max(top, across[0]),
          Math.min(bottom, across[3]));
    }

    /** Cut off where lines of text reach in: titles above, fields at the right, names below. */
    Place without(List<TextLine> lines, Axis axis, double air) {
      Place rest = this;
      for (TextLine text : lines) {
        Row row = Row.of(text);
        double from = axis.along(row.left());
        double to = axis.along(row.right());
        double middle = axis.across(row.centre());
        double above = middle - row.height() / 2;
        double below = middle + row.height() / 2;
        boolean apart =
            to < rest.left || from > rest.right || below < rest.top || above > rest.bottom;
        if (apart) {
          continue;
        }
        if (from > rest.left + RIGHT_PART * rest.width()) {
          rest = new Place(rest.left, from - air, rest.top, rest.bottom);
        } else if (middle < rest.top + 0.3 * rest.height()) {
          rest = new Place(rest.left, rest.right, below + air, rest.bottom);
        } else if (middle > rest.bottom - 0.15 * rest.height()) {
          rest = new Place(rest.left, rest.right, rest.top, above - air);
        }
      }
      return rest;
    }
  }
}
