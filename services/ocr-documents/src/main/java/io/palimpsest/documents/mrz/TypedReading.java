package io.palimpsest.documents.mrz;

import java.util.ArrayList;
import java.util.List;

/**
 * The likeliest reading in which every character may stand where it stands.
 *
 * @param zone what was read; a position of which nothing fits holds the filler
 * @param misfits positions at which the likeliest character of all could not stand
 */
record TypedReading(Zone zone, int misfits) {
  /** A candidate below this is noise: a character that looks alike says more. */
  private static final double NOISE = 0.02;

  /**
   * @param rows as many and as long as the format's lines
   */
  static TypedReading of(MrzFormat format, List<List<Cell>> rows) {
    List<StringBuilder> lines = new ArrayList<>();
    rows.forEach(_ -> lines.add(new StringBuilder(".".repeat(format.length()))));
    int misfits = 0;
    for (Span span : format.spans()) {
      for (int column = span.from(); column < span.to(); column++) {
        Cell cell = rows.get(span.line()).get(column);
        lines.get(span.line()).setCharAt(column, choose(cell, span.type()));
        misfits += span.type().allows(cell.best()) ? 0 : 1;
      }
    }
    return new TypedReading(
        new Zone(format, lines.stream().map(StringBuilder::toString).toList()), misfits);
  }

  private static char choose(Cell cell, CharType type) {
    if (type.allows(cell.best())) {
      return cell.best();
    }
    char meant = Lookalikes.meant(cell.best(), type);
    List<Cell.Candidate> fitting =
        cell.candidates().stream().filter(c -> type.allows(c.character())).toList();
    boolean sure = !fitting.isEmpty() && fitting.getFirst().weight() >= NOISE;
    if (type.allows(meant) && !sure) {
      return meant;
    }
    return fitting.isEmpty() ? MrzFormat.FILLER : fitting.getFirst().character();
  }
}
