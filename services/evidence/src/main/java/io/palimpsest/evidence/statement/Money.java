package io.palimpsest.evidence.statement;

import io.palimpsest.evidence.error.EvidenceRefused.Malformed;
import java.math.BigDecimal;
import java.util.regex.Pattern;

/** Amounts as text, in units of a currency, in one spelling: {@code 12}, {@code 0.0015}. */
public final class Money {
  /** Twelve digits before the point: 18 in millionths, which a long always holds. */
  private static final Pattern FORM =
      Pattern.compile("(?:0|[1-9][0-9]{0,11})(?:\\.[0-9]{0,5}[1-9])?");

  private Money() {}

  /** Millionths as units: {@code 1500} gives {@code 0.0015}. */
  public static String text(long millionths) {
    return BigDecimal.valueOf(millionths, 6).stripTrailingZeros().toPlainString();
  }

  /**
   * Units as millionths.
   *
   * @throws Malformed when it is not what {@link #text} gives for some amount
   */
  public static long parse(String text) {
    if (text.length() > 20 || !FORM.matcher(text).matches()) {
      throw new Malformed("not an amount of money");
    }
    return new BigDecimal(text).movePointRight(6).longValueExact();
  }
}
