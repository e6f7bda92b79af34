package io.palimpsest.documents.internal;

import io.palimpsest.documents.mrz.Cell;
import io.palimpsest.documents.mrz.MrzFormat;
import io.palimpsest.ocr.CloseReading;
import io.palimpsest.ocr.CloseReading.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Puts the characters of a line into the cells in which they stand. A zone is printed at one pitch,
 * so a character's place tells its number even where the reader missed some of a long run of
 * fillers, or all behind it.
 *
 * @param first middle of the first cell, along the line in pixels
 * @param pitch from one cell's middle to the next one's
 */
record Grid(double first, double pitch) {
  /** Between two characters of a line read whole lies about one pitch. */
  private static final double WIDEST_STEP = 1.7;

  /** A line's own ends are believed while the pitch that they make fits its characters. */
  private static final double SAME_PITCH = 0.06;

  /** A character that nobody saw is a filler, most likely. */
  private static final Cell MISSED = Cell.of(MrzFormat.FILLER);

  /** The grid on which a line of so many characters stands that was read from end to end. */
  static Optional<Grid> of(CloseReading line, int length) {
    List<Double> places = places(line);
    if (places.size() < length / 2) {
      return Optional.empty();
    }
    double pitch = (places.getLast() - places.getFirst()) / (length - 1);
    double usual = usualStep(places);
    return Math.abs(pitch / usual - 1) <= SAME_PITCH
        ? Optional.of(new Grid(places.getFirst(), pitch))
        : Optional.empty();
  }

  /**
   * The cells of a line, as many as {@code length}; empty where its characters stand on no such
   * grid.
   */
  static Optional<List<Cell>> cells(CloseReading line, int length, Optional<Grid> neighbours) {
    if (line.positions().size() == length && isRegular(places(line))) {
      return Optional.of(line.positions().stream().map(Grid::cell).toList());
    }
    return of(line, length).or(() -> neighbours).flatMap(grid -> grid.fill(line, length));
  }

  private Optional<List<Cell>> fill(CloseReading line, int length) {
    @Nullable Position[] cells = new Position[length];
    List<Double> places = places(line);
    for (int i = 0; i < places.size(); i++) {
      int index = (int) Math.round((places.get(i) - first) / pitch);
      Position position = line.positions().get(i);
      if (index < -1 || index > length) {
        return Optional.empty();
      }
      if (index >= 0 && index < length) {
        cells[index] = surer(cells[index], position);
      }
    }
    List<Cell> row = new ArrayList<>(length);
    for (Position position : cells) {
      row.add(position == null ? MISSED : cell(position));
    }
    return Optional.of(row);
  }

  private static Position surer(@Nullable Position a, Position b) {
    return a != null
            && a.candidates().getFirst().probability() >= b.candidates().getFirst().probability()
        ? a
        : b;
  }

  private static boolean isRegular(List<Double> places) {
    double usual = usualStep(places);
    for (int i = 1; i < places.size(); i++) {
      if (places.get(i) - places.get(i - 1) > WIDEST_STEP * usual) {
        return false;
      }
    }
    return true;
  }

  private static double usualStep(List<Double> places) {
    if (places.size() < 2) {
      return 1;
    }
    List<Double> steps = new ArrayList<>();
    for (int i = 1; i < places.size(); i++) {
      steps.add(places.get(i) - places.get(i - 1));
    }
    // The reader's own steps are a quarter of a character wide, so the median alone is coarse;
    // steps
    // over characters that it missed do not count.
    double median = steps.stream().sorted().toList().get(steps.size() / 2);
    return steps.stream()
        .filter(step -> step > 0.5 * median && step < 1.5 * median)
        .mapToDouble(step -> step)
        .average()
        .orElse(1);
  }

  private static List<Double> places(CloseReading line) {
    Row strip = Row.of(line.quad(), "");
    Axis axis = strip.axis();
    return line.positions().stream()
        .map(position -> axis.along(Row.of(position.quad(), "").centre()))
        .toList();
  }

  private static Cell cell(Position position) {
    return new Cell(
        position.candidates().stream()
            .map(c -> new Cell.Candidate(c.text().charAt(0), c.probability()))
            .toList());
  }
}
