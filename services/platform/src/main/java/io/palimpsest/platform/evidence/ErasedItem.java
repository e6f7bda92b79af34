package io.palimpsest.platform.evidence;

import io.palimpsest.evidence.leaf.Cause;
import io.palimpsest.evidence.leaf.Erased;
import io.palimpsest.evidence.leaf.Opening;
import io.palimpsest.evidence.leaf.Place;
import io.palimpsest.platform.metering.CallId;
import io.palimpsest.platform.tenancy.AppId;
import io.palimpsest.policy.DataClass;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;

/**
 * One item of a call that is being erased by itself. Its leaf is bound to the callId, and as
 * details to AppID, class and day, {@code {"appId":"1300000001","class":"identity","day":
 * "2026-11-21"}}; salted with the salt of the call's record, so that it can be shown for as long as
 * that is kept.
 *
 * @param day that the item is of, in the region's own zone
 * @param salt of the call's record; empty when that is gone, and then nobody can show any more
 *     which item a leaf is about
 */
public record ErasedItem(
    DataClass dataClass, CallId callId, AppId appId, LocalDate day, Optional<Salt> salt) {
  /**
   * The leaf.
   *
   * @param region whose log it is for
   * @param policy as {@link LeafWords} writes it
   */
  public byte[] leaf(String region, Cause cause, boolean late, String policy, Instant at) {
    Opening opening = opening(salt.orElseGet(Salt::random));
    return new Erased(
            new Place(region, day),
            LeafWords.of(dataClass),
            cause,
            late,
            opening.commitment(),
            policy,
            at)
        .bytes();
  }

  /** What shows that a leaf is about this item. */
  public Opening opening(Salt known) {
    return new Opening(
        known.bytes(),
        callId.toString(),
        Map.of("appId", appId.toString(), "class", LeafWords.of(dataClass), "day", day.toString()));
  }
}
