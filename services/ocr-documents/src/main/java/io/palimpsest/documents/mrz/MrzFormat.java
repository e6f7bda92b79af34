package io.palimpsest.documents.mrz;

import static io.palimpsest.documents.mrz.CharType.ANY;
import static io.palimpsest.documents.mrz.CharType.CHECK;
import static io.palimpsest.documents.mrz.CharType.DIGIT;
import static io.palimpsest.documents.mrz.CharType.LETTER;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The five formats of ICAO Doc 9303: TD1 and TD2 cards (parts 5 and 6), TD3 passports (part 4),
 * visas of formats A and B (part 7).
 */
public enum MrzFormat {
  TD1(3, 30, td1()),
  TD2(2, 36, twoLines(36, 35, -1, 35)),
  TD3(2, 44, twoLines(44, 42, 42, 43)),
  MRV_A(2, 44, twoLines(44, 44, -1, -1)),
  MRV_B(2, 36, twoLines(36, 36, -1, -1));

  /** Fills what a field leaves free. */
  public static final char FILLER = '<';

  private final int lines;
  private final int length;
  private final List<Span> spans;

  MrzFormat(int lines, int length, List<Span> spans) {
    this.lines = lines;
    this.length = length;
    this.spans = List.copyOf(spans);
  }

  /** How many lines it has. */
  public int lines() {
    return lines;
  }

  /** Characters of each line. */
  public int length() {
    return length;
  }

  /** All its fields; together they cover every position once. */
  public List<Span> spans() {
    return spans;
  }

  /** Where a field stands; empty for one that the format does not have. */
  public Optional<Span> span(Field field) {
    return spans.stream().filter(span -> span.field() == field).findFirst();
  }

  /** Whether it is the format of visas, whose codes begin with V. */
  public boolean isVisa() {
    return this == MRV_A || this == MRV_B;
  }

  /** Formats of so many lines and characters; which of two it is the first character tells. */
  public static List<MrzFormat> of(int lines, int length) {
    return Arrays.stream(values())
        .filter(format -> format.lines == lines && format.length == length)
        .toList();
  }

  private static List<Span> td1() {
    return List.of(
        new Span(Field.CODE, 0, 0, 2, LETTER),
        new Span(Field.ISSUER, 0, 2, 5, LETTER),
        new Span(Field.NUMBER, 0, 5, 14, ANY),
        new Span(Field.NUMBER_CHECK, 0, 14, 15, CHECK),
        new Span(Field.OPTIONAL, 0, 15, 30, ANY),
        new Span(Field.BIRTH, 1, 0, 6, DIGIT),
        new Span(Field.BIRTH_CHECK, 1, 6, 7, CHECK),
        new Span(Field.SEX, 1, 7, 8, CharType.SEX),
        new Span(Field.EXPIRY, 1, 8, 14, DIGIT),
        new Span(Field.EXPIRY_CHECK, 1, 14, 15, CHECK),
        new Span(Field.NATIONALITY, 1, 15, 18, LETTER),
        new Span(Field.OPTIONAL_2, 1, 18, 29, ANY),
        new Span(Field.COMPOSITE, 1, 29, 30, CHECK),
        new Span(Field.NAME, 2, 0, 30, LETTER));
  }

  /**
   * The formats of two lines differ in what follows the date of expiry only.
   *
   * @param optionalEnd the column behind the optional data
   * @param optionalCheck its check digit's column, or -1
   * @param composite the composite check digit's column, or -1
   */
  private static List<Span> twoLines(
      int length, int optionalEnd, int optionalCheck, int composite) {
    List<Span> spans =
        new ArrayList<>(
            List.of(
                new Span(Field.CODE, 0, 0, 2, LETTER),
                new Span(Field.ISSUER, 0, 2, 5, LETTER),
                new Span(Field.NAME, 0, 5, length, LETTER),
                new Span(Field.NUMBER, 1, 0, 9, ANY),
                new Span(Field.NUMBER_CHECK, 1, 9, 10, CHECK),
                new Span(Field.NATIONALITY, 1, 10, 13, LETTER),
                new Span(Field.BIRTH, 1, 13, 19, DIGIT),
                new Span(Field.BIRTH_CHECK, 1, 19, 20, CHECK),
                new Span(Field.SEX, 1, 20, 21, CharType.SEX),
                new Span(Field.EXPIRY, 1, 21, 27, DIGIT),
                new Span(Field.EXPIRY_CHECK, 1, 27, 28, CHECK),
                new Span(Field.OPTIONAL, 1, 28, optionalEnd, ANY)));
    if (optionalCheck >= 0) {
      spans.add(new Span(Field.OPTIONAL_CHECK, 1, optionalCheck, optionalCheck + 1, CHECK));
    }
    if (composite >= 0) {
      spans.add(new Span(Field.COMPOSITE, 1, composite, composite + 1, CHECK));
    }
    return spans;
  }
}
