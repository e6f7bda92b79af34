package io.palimpsest.ocr.internal.engine;

import io.palimpsest.ocr.internal.engine.Gutter.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Order of a page that may have columns of text. What stands to the left and to the right of a gap
 * is read one after the other only where both are running text: the cells of a receipt's or a
 * table's row are gaps too, and belong together.
 */
final class ReadingOrderColumns {
  private ReadingOrderColumns() {}

  /**
   * Looks for the gap between two columns that most lines speak for; lines across it divide the
   * page into parts, and in each part everything on its left is read before everything on its
   * right.
   */
  static <T> List<Placed<T>> order(List<Placed<T>> lines) {
    for (Gutter<T> gutter : Gutter.candidates(lines)) {
      Optional<List<Part<T>>> parts = gutter.parts(lines);
      if (parts.isPresent()) {
        List<Placed<T>> ordered = new ArrayList<>(lines.size());
        for (Part<T> part : parts.get()) {
          ordered.addAll(order(part.first()));
          ordered.addAll(order(part.second()));
        }
        return ordered;
      }
    }
    return ReadingOrderRows.order(lines);
  }
}
