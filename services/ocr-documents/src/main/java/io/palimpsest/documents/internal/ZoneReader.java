package io.palimpsest.documents.internal;

import io.palimpsest.documents.mrz.Cell;
import io.palimpsest.documents.mrz.MrzFormat;
import io.palimpsest.documents.mrz.MrzReader;
import io.palimpsest.ocr.Alphabet;
import io.palimpsest.ocr.CloseReader;
import io.palimpsest.ocr.CloseReading;
import io.palimpsest.ocr.Quad;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Reads a stack of rows as a machine-readable zone: again over the zone's alphabet, over the whole
 * width that any of them takes, in several cuts while the check digits are not content.
 */
final class ZoneReader {
  private static final Alphabet ALPHABET = Alphabet.of("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789<");

  /**
   * The box as it was found first; then what helps where it was too narrow, too high or clipped.
   */
  private static final List<Cut> CUTS =
      List.of(new Cut(1, 0), new Cut(1.25, 0.4), new Cut(0.85, 0.2), new Cut(1.1, 1.5));

  private final CloseReader lines;
  private final LocalDate today;

  ZoneReader(CloseReader lines, LocalDate today) {
    this.lines = lines;
    this.today = today;
  }

  /**
   * How a row is cut out.
   *
   * @param high of its box's height
   * @param wider at both ends, in heights
   */
  private record Cut(double high, double wider) {}

  /** The best reading of a stack; empty where none is a zone. */
  Optional<FoundZone> read(List<Row> stack) {
    List<FoundZone> found = new ArrayList<>();
    List<List<List<Cell>>> readings = new ArrayList<>();
    for (Cut cut : CUTS) {
      List<Quad> quads = quads(stack, cut);
      List<CloseReading> read = lines.read(quads, ALPHABET);
      for (MrzFormat format : formats(stack.size())) {
        Optional<List<List<Cell>>> cells = cells(read, format.length());
        cells
            .flatMap(rows -> MrzReader.read(rows, today))
            .filter(mrz -> mrz.format() == format)
            .map(mrz -> new FoundZone(mrz, quads))
            .filter(FoundZone::isZone)
            .ifPresent(
                zone -> {
                  found.add(zone);
                  readings.add(cells.orElseThrow());
                });
      }
      if (found.stream().anyMatch(zone -> zone.mrz().verified())) {
        return best(found);
      }
    }
    vote(readings)
        .flatMap(rows -> MrzReader.read(rows, today))
        .map(mrz -> new FoundZone(mrz, best(found).orElseThrow().lines()))
        .ifPresent(found::add);
    return best(found);
  }

  private static Optional<FoundZone> best(List<FoundZone> found) {
    return found.stream().max(Comparator.comparingDouble(FoundZone::agreement));
  }

  /** One of each length; which of two formats it is the reader of the zone sees. */
  private static List<MrzFormat> formats(int rows) {
    return Arrays.stream(MrzFormat.values()).filter(format -> format.lines() == rows).toList();
  }

  /** All lines of a zone are as long, so each is read as far as the longest reaches. */
  private static List<Quad> quads(List<Row> stack, Cut cut) {
    Axis axis = Row.longest(stack).axis();
    double left = stack.stream().mapToDouble(row -> axis.along(row.left())).min().orElseThrow();
    double right = stack.stream().mapToDouble(row -> axis.along(row.right())).max().orElseThrow();
    return stack.stream()
        .map(
            row -> {
              // Each row has an axis of its own: lines of a page held at an angle are not parallel.
              double shift = row.axis().along(row.centre()) - axis.along(row.centre());
              double more = cut.wider * row.height();
              return row.strip(left + shift - more, right + shift + more, cut.high * row.height());
            })
        .toList();
  }

  private static Optional<List<List<Cell>>> cells(List<CloseReading> read, int length) {
    Optional<Grid> shared =
        read.stream()
            .filter(line -> line.positions().size() == length)
            .flatMap(line -> Grid.of(line, length).stream())
            .findFirst()
            .or(() -> read.stream().flatMap(line -> Grid.of(line, length).stream()).findFirst());
    List<List<Cell>> rows = new ArrayList<>();
    for (CloseReading line : read) {
      Optional<List<Cell>> cells =
          line.positions().isEmpty() ? Optional.empty() : Grid.cells(line, length, shared);
      if (cells.isEmpty()) {
        return Optional.empty();
      }
      rows.add(cells.get());
    }
    return Optional.of(rows);
  }

  /** What most cuts say at each position, where several of one shape could be read. */
  private static Optional<List<List<Cell>>> vote(List<List<List<Cell>>> readings) {
    if (readings.size() < 2) {
      return Optional.empty();
    }
    List<List<Cell>> model = readings.getFirst();
    List<List<List<Cell>>> alike =
        readings.stream()
            .filter(other -> other.getFirst().size() == model.getFirst().size())
            .toList();
    List<List<Cell>> rows = new ArrayList<>();
    for (int row = 0; row < model.size(); row++) {
      List<Cell> cells = new ArrayList<>();
      for (int column = 0; column < model.getFirst().size(); column++) {
        int r = row;
        int c = column;
        cells.add(Cell.merged(alike.stream().map(other -> other.get(r).get(c)).toList()));
      }
      rows.add(cells);
    }
    return Optional.of(rows);
  }
}
