package io.palimpsest.standalone.sample;

import io.palimpsest.documents.mrz.CheckDigits;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;

/**
 * Nobody: whom a specimen passport is of. Its state is Utopia, whose code UTO no country has.
 *
 * @param surname capitals A to Z
 * @param givenNames capitals A to Z and spaces
 * @param number of the passport: 9 of A to Z, 0 to 9
 * @param sex {@code F}, {@code M} or a filler
 */
public record SpecimenHolder(
    String surname, String givenNames, String number, LocalDate born, char sex, LocalDate expiry) {
  /** Whom {@code palimpsest sample} draws. */
  public static final SpecimenHolder SPECIMEN =
      new SpecimenHolder(
          "SPECIMEN",
          "SAMPLE PERSON",
          "PAL202603",
          LocalDate.of(1984, 2, 29),
          'F',
          LocalDate.of(2036, 3, 13));

  static final String STATE = "UTO";
  private static final int LENGTH = 44;
  private static final DateTimeFormatter SHORT = DateTimeFormatter.ofPattern("yyMMdd");

  /** The two lines of its machine-readable zone (ICAO Doc 9303-4, section 4.2). */
  public List<String> zone() {
    String first = filled("P<" + STATE + surname + "<<" + givenNames.replace(' ', '<'), LENGTH);
    String number = digit(this.number);
    String born = digit(SHORT.format(this.born));
    String expiry = digit(SHORT.format(this.expiry));
    String personal = digit(filled("", 14));
    String all = number + born + expiry + personal;
    return List.of(first, number + STATE + born + sex + expiry + personal + CheckDigits.of(all));
  }

  private static String digit(String text) {
    return text + CheckDigits.of(text);
  }

  private static String filled(String text, int length) {
    return text + "<".repeat(length - text.length());
  }
}
