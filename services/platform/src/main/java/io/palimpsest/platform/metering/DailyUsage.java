package io.palimpsest.platform.metering;

import io.palimpsest.platform.credentials.SecretId;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.Optional;

/**
 * What one key did of one action on one day, with one result: the only thing that is kept of a
 * call's key. Changed in the same transactions as the monitoring records, so its sums are theirs.
 *
 * @param day of the region's own zone, by receipt of the calls
 * @param key empty for calls from before keys were counted
 * @param result {@link MonitoringRecord#SUCCESS}, {@link MonitoringRecord#UNDELIVERED} or an error
 *     code
 * @param calls monitoring records
 * @param volume how many calls they count as
 * @param fee millionths of the price list's currency unit, before packs and tiers
 */
public record DailyUsage(
    LocalDate day,
    String action,
    Optional<SecretId> key,
    String result,
    long calls,
    long volume,
    long fee) {
  /** By day, action, key and result. */
  public static final Comparator<DailyUsage> ORDER =
      Comparator.comparing(DailyUsage::day)
          .thenComparing(DailyUsage::action)
          .thenComparing(each -> each.key.map(SecretId::value).orElse(""))
          .thenComparing(DailyUsage::result);

  /** Both together, of the same day, action, key and result. */
  public DailyUsage plus(DailyUsage other) {
    return new DailyUsage(
        day, action, key, result, calls + other.calls, volume + other.volume, fee + other.fee);
  }
}
