package io.palimpsest.reportpdf;

import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Numbers, days and periods as people read them. */
final class Numbers {
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH);
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm", Locale.ENGLISH);

  private Numbers() {}

  /** With a comma between thousands. */
  static String of(long number) {
    return String.format(Locale.ENGLISH, "%,d", number);
  }

  /** Short, for axes: {@code 1.5 k}, {@code 20 M}. */
  static String brief(long number) {
    if (number < 10_000) {
      return of(number);
    }
    String[] units = {"", " k", " M", " G", " T", " P", " E"};
    double left = number;
    int unit = 0;
    while (left >= 1000 && unit < units.length - 1) {
      left /= 1000;
      unit++;
    }
    return String.format(
        Locale.ENGLISH, left == Math.rint(left) ? "%.0f%s" : "%.1f%s", left, units[unit]);
  }

  static String day(LocalDate day) {
    return DAY.format(day);
  }

  static String moment(Instant moment, ZoneId zone) {
    return MOMENT.format(moment.atZone(zone));
  }

  /** A limit's period in words. */
  static String period(String period) {
    return switch (period) {
      case "account" -> "until the account ends";
      case "with-source" -> "as long as its source";
      case "P0D" -> "until the call is over, the end of its day at the latest";
      default -> words(period);
    };
  }

  private static String words(String period) {
    if (period.matches("P([0-9]{1,6}[YMWD])+")) {
      return words(Period.parse(period));
    }
    return period.matches("PT[0-9]{1,6}H")
        ? period.substring(2, period.length() - 1) + " hours"
        : period;
  }

  private static String words(Period period) {
    StringBuilder words = new StringBuilder();
    add(words, period.getYears(), "year");
    add(words, period.getMonths(), "month");
    add(words, period.getDays(), "day");
    return words.toString();
  }

  private static void add(StringBuilder words, int number, String unit) {
    if (number > 0) {
      words.append(words.isEmpty() ? "" : " ").append(number).append(' ').append(unit);
      words.append(number == 1 ? "" : "s");
    }
  }

  /** The smallest of 1, 2, 2.5, 4, 5, 8 times a power of ten that is not below a number. */
  static long scale(long number) {
    long unit = 1;
    while (unit <= number / 10) {
      unit *= 10;
    }
    for (long nice :
        new long[] {unit, 2 * unit, 5 * unit / 2, 4 * unit, 5 * unit, 8 * unit, 10 * unit}) {
      if (nice >= number && nice > 0) {
        return nice;
      }
    }
    return number;
  }
}
