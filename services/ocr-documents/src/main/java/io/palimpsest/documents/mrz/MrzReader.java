package io.palimpsest.documents.mrz;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Makes fields of the characters of a machine-readable zone.
 *
 * <pre>{@code
 * Optional<Mrz> read = MrzReader.parse(lines, LocalDate.now(clock));
 * }</pre>
 */
public final class MrzReader {
  private static final Comparator<Attempt> BETTER =
      Comparator.comparingInt(Attempt::agreement).thenComparingInt(attempt -> -attempt.misfits);

  private MrzReader() {}

  /**
   * Reads lines of plain text, as they stand in a chip or come from another reader.
   *
   * @param today tells the century of two-digit years
   * @return empty when no format has such lines, or a character cannot stand in a zone
   */
  public static Optional<Mrz> parse(List<String> lines, LocalDate today) {
    if (lines.stream().anyMatch(line -> !line.matches("[A-Z0-9<]+"))) {
      return Optional.empty();
    }
    return read(
        lines.stream().map(line -> line.chars().mapToObj(c -> Cell.of((char) c)).toList()).toList(),
        today);
  }

  /**
   * Reads positions of which several characters may be known, repairs what the check digits show to
   * be wrong, and takes the format that fits best.
   *
   * @param rows lines, all of one length
   * @param today tells the century of two-digit years
   * @return empty when no format has so many rows of this length
   */
  public static Optional<Mrz> read(List<List<Cell>> rows, LocalDate today) {
    int length = rows.isEmpty() ? 0 : rows.getFirst().size();
    if (rows.stream().anyMatch(row -> row.size() != length)) {
      return Optional.empty();
    }
    return MrzFormat.of(rows.size(), length).stream()
        .map(format -> attempt(format, rows))
        .max(BETTER)
        .map(attempt -> attempt.mrz(today));
  }

  private static Attempt attempt(MrzFormat format, List<List<Cell>> rows) {
    TypedReading typed = TypedReading.of(format, rows);
    List<Repair> repairs = Repairer.of(typed.zone(), rows).orElse(List.of());
    Zone zone = typed.zone();
    for (Repair repair : repairs) {
      zone = zone.with(repair.place(), repair.repaired());
    }
    return new Attempt(zone, repairs, typed.misfits());
  }

  private record Attempt(Zone zone, List<Repair> repairs, int misfits) {

    /** The first character tells visas from other documents; then the check digits speak. */
    int agreement() {
      boolean visa = zone.lines().getFirst().charAt(0) == 'V';
      boolean kind = visa == zone.format().isVisa();
      int digits =
          zone.checks().stream()
              .mapToInt(
                  check ->
                      switch (check.state()) {
                        case PASSED -> 1;
                        case FAILED -> -1;
                        case ABSENT -> 0;
                      })
              .sum();
      return digits + (kind ? 10 : 0);
    }

    Mrz mrz(LocalDate today) {
      Contents contents = contents(today);
      return switch (zone.format()) {
        case TD3 -> new Mrz.Passport(zone.lines(), contents, zone.checks(), repairs);
        case TD1, TD2 ->
            new Mrz.Card(zone.format(), zone.lines(), contents, zone.checks(), repairs);
        case MRV_A, MRV_B ->
            new Mrz.Visa(zone.format(), zone.lines(), contents, zone.checks(), repairs);
      };
    }

    private Contents contents(LocalDate today) {
      return new Contents(
          trimmed(Field.CODE),
          trimmed(Field.ISSUER),
          number(),
          trimmed(Field.NATIONALITY),
          MrzDate.birth(zone.text(Field.BIRTH), today),
          sex(),
          MrzDate.expiry(zone.text(Field.EXPIRY), today),
          MrzName.of(zone.text(Field.NAME)),
          optional());
    }

    private String number() {
      String rest = zone.text(Field.OPTIONAL).substring(0, zone.longNumberRest());
      return withoutFillers(zone.text(Field.NUMBER) + rest);
    }

    private List<String> optional() {
      int rest = zone.longNumberRest();
      String first = zone.text(Field.OPTIONAL).substring(rest == 0 ? 0 : rest + 1);
      List<String> all = new ArrayList<>();
      Stream.of(first, zone.text(Field.OPTIONAL_2))
          .map(Attempt::withoutFillers)
          .filter(text -> !text.isEmpty())
          .forEach(all::add);
      return all;
    }

    private Sex sex() {
      return switch (zone.text(Field.SEX)) {
        case "F" -> Sex.FEMALE;
        case "M" -> Sex.MALE;
        default -> Sex.UNSPECIFIED;
      };
    }

    private String trimmed(Field field) {
      return withoutFillers(zone.text(field));
    }

    /** Fillers at the ends say nothing; one between two characters stands for a space. */
    private static String withoutFillers(String text) {
      return text.replaceAll("^<+|<+$", "").replace(MrzFormat.FILLER, ' ');
    }
  }
}
