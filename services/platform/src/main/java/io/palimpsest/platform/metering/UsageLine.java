package io.palimpsest.platform.metering;

import io.palimpsest.platform.credentials.SecretId;
import io.palimpsest.platform.tenancy.AppId;
import io.palimpsest.platform.tenancy.Region;
import java.time.LocalDate;
import java.util.Optional;

/**
 * What one key did of one action in one region on one day, and what that adds to the month's bill.
 *
 * @param key empty for calls from before keys were counted
 * @param calls monitoring records, refused and undelivered ones among them
 * @param billedVolume how many calls stand on the bill, free ones among them
 * @param errors records that are no success
 * @param listFee millionths of {@code currency}: the sum of the records' fees, before free calls
 *     and tiers
 * @param fee millionths of {@code currency}: the line's share of the bill
 * @param currency ISO 4217
 */
public record UsageLine(
    LocalDate day,
    Region region,
    AppId appId,
    String action,
    Optional<SecretId> key,
    long calls,
    long billedVolume,
    long errors,
    long listFee,
    long fee,
    String currency) {}
