package io.palimpsest.platform.metering;

import io.palimpsest.platform.error.StoreUnavailable;
import io.palimpsest.platform.tenancy.AppId;
import io.palimpsest.policy.RetentionPeriod;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * One region's record of its calls, whatever period each is kept for. Every method throws {@link
 * StoreUnavailable} when the database cannot be reached, or when it cannot be known whether it took
 * the write.
 */
public interface CallLedger {

  /**
   * Makes a call's settlement durable in one transaction. Many callers may share one commit. A
   * repeat with the same callId, kept for the same period, changes nothing: the first one stands.
   * An interrupted caller gets {@link StoreUnavailable} too, its interrupt kept.
   */
  void settle(Settlement settlement);

  /**
   * Notes that the answer's last byte was handed to the socket. Durable within a second, not on
   * return; lost when the process dies, and then the call is not billed.
   */
  void delivered(CallId callId);

  /**
   * Turns every record whose answer was not seen to leave into {@link MonitoringRecord#UNDELIVERED}
   * with fee 0.
   *
   * @param receivedBefore only calls received before this moment; must lie further back than the
   *     longest deadline
   * @return how many were turned
   */
  int revokeUndelivered(Instant receivedBefore);

  Optional<MonitoringRecord> find(CallId callId);

  /** Whether a call's answer was seen to leave; empty when there is no such call. */
  Optional<Delivery> delivery(CallId callId);

  /** How long a call's record is kept, by where it lies; empty when there is no such call. */
  Optional<RetentionPeriod> keptFor(CallId callId);

  /**
   * An AppID's records received in {@code [from, to)}, in order of receipt, at most {@code limit}.
   */
  List<MonitoringRecord> records(AppId appId, Instant from, Instant to, int limit);

  /**
   * How many calls of an action with the result {@link MonitoringRecord#SUCCESS} or a billed error
   * an AppID made from {@code first} to {@code last}, both days included. Undelivered calls do not
   * count.
   */
  long calls(AppId appId, String action, LocalDate first, LocalDate last);

  /**
   * An AppID's daily sums from {@code first} to {@code last}, both days included, in {@link
   * DailyUsage#ORDER}.
   */
  List<DailyUsage> usage(AppId appId, LocalDate first, LocalDate last);
}
