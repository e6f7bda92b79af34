package io.palimpsest.platform.metering;

import io.palimpsest.platform.credentials.SecretId;
import java.io.IOException;
import java.math.BigDecimal;

/**
 * Usage as comma-separated values (RFC 4180, but with single line feeds), one line of names first.
 * Days are days of the line's region; money is written in units of the currency, exactly. Nothing
 * that a caller chose stands in a field, so none needs quotes.
 */
public final class UsageCsv {
  private static final String HEADER =
      "day,region,app_id,action,secret_id,calls,billed_volume,errors,list_fee,fee,currency\n";

  private UsageCsv() {}

  /** Writes the names and the lines. */
  public static void write(Iterable<UsageLine> lines, Appendable out) throws IOException {
    out.append(HEADER);
    for (UsageLine each : lines) {
      out.append(row(each)).append('\n');
    }
  }

  /** Millionths as units: {@code 1500} gives {@code 0.0015}. */
  public static String units(long millionths) {
    return BigDecimal.valueOf(millionths, 6).stripTrailingZeros().toPlainString();
  }

  private static String row(UsageLine line) {
    return String.join(
        ",",
        line.day().toString(),
        line.region().name(),
        line.appId().toString(),
        line.action(),
        line.key().map(SecretId::value).orElse(""),
        Long.toString(line.calls()),
        Long.toString(line.billedVolume()),
        Long.toString(line.errors()),
        units(line.listFee()),
        units(line.fee()),
        line.currency());
  }
}
