package io.palimpsest.documents.mrz;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;

/**
 * A date of a zone, which has two digits for its year.
 *
 * @param text six characters, year, month, day; fillers for what is not known
 * @param date with its century; empty where a part is not known or the three make no date
 */
public record MrzDate(String text, Optional<LocalDate> date) {
  /** Documents are valid for ten or fifteen years; far ahead of today a year is one long past. */
  private static final int EXPIRY_YEARS = 50;

  /** A birth: the latest century that does not put it after {@code today}. */
  static MrzDate birth(String text, LocalDate today) {
    return new MrzDate(text, latest(text, today));
  }

  /** An expiry: the latest century that does not put it more than 50 years after {@code today}. */
  static MrzDate expiry(String text, LocalDate today) {
    return new MrzDate(text, latest(text, today.plusYears(EXPIRY_YEARS)));
  }

  /** A 29 February may be missing from one century and be there in the one before. */
  private static Optional<LocalDate> latest(String text, LocalDate limit) {
    int century = limit.getYear() / 100;
    return in(text, century).filter(date -> !date.isAfter(limit)).or(() -> in(text, century - 1));
  }

  private static Optional<LocalDate> in(String text, int century) {
    if (!text.matches("[0-9]{6}")) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          LocalDate.of(
              century * 100 + Integer.parseInt(text.substring(0, 2)),
              Integer.parseInt(text.substring(2, 4)),
              Integer.parseInt(text.substring(4))));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
