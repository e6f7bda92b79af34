package io.palimpsest.platform.metering;

import io.palimpsest.platform.tenancy.AppId;
import io.palimpsest.platform.tenancy.Region;
import java.time.Instant;

/**
 * What is kept of a call for two years: exactly the eight fields that clause T4a names, nothing
 * personal beside them.
 *
 * @param action the interface called, such as {@code GeneralBasicOCR}
 * @param result {@link #SUCCESS}, {@link #UNDELIVERED}, or the error code that was answered
 * @param start when the call was received; stores keep microseconds
 * @param end when its answer was ready; stores keep microseconds
 * @param fee millionths of the price list's currency unit, before packs and tiers
 * @param volume how many calls it counts as
 */
public record MonitoringRecord(
    AppId appId,
    String action,
    String result,
    CallId callId,
    Instant start,
    Instant end,
    Region region,
    long fee,
    int volume) {
  public static final String SUCCESS = "Success";

  /** The answer was not seen to leave: nothing is billed. */
  public static final String UNDELIVERED = "undelivered";

  public MonitoringRecord {
    if (fee < 0 || volume < 0) {
      throw new IllegalArgumentException("fee and volume must not be negative");
    }
  }

  /** Whether it counts towards quotas and packs: a success, or an error that is billed. */
  public boolean counts() {
    return fee > 0 || SUCCESS.equals(result);
  }
}
