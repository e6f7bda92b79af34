package io.palimpsest.gateway.lookup;

import io.palimpsest.gateway.protocol.Envelope;
import io.palimpsest.platform.call.Cell;
import io.palimpsest.platform.credentials.Caller;
import io.palimpsest.platform.error.CallFailure;
import io.palimpsest.platform.error.ErrorCode;
import io.palimpsest.platform.error.StoreUnavailable;
import io.palimpsest.platform.evidence.CallEvidence;
import io.palimpsest.platform.evidence.EvidenceCell;
import io.palimpsest.platform.holds.HeldRegion;
import io.palimpsest.platform.holds.RegionHolds;
import io.palimpsest.platform.lookup.CallInfo;
import io.palimpsest.platform.lookup.CallLookup;
import io.palimpsest.platform.lookup.CallStores;
import io.palimpsest.platform.lookup.EraseNow;
import io.palimpsest.platform.lookup.ErasedNow;
import io.palimpsest.platform.lookup.Periods;
import io.palimpsest.platform.metering.CallId;
import io.palimpsest.platform.subjects.SubjectCells;
import io.palimpsest.platform.tenancy.Region;
import io.palimpsest.policy.PolicyLibrary;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Tells what is held of one of the caller's calls, or erases it at once. Somebody else's call is
 * told exactly as one that never was. Thread-safe.
 */
public final class CallDesk {
  private final SubjectCells subjects;
  private final Map<Region, RegionHolds> holds;
  private final Map<Region, CallEvidence> evidence;
  private final Supplier<PolicyLibrary> policies;
  private final EraseNow eraser;
  private final Clock clock;

  /**
   * @param holds a region that is not among them cannot say what is held, and nothing is erased
   * @param evidence a region that is not among them cannot prove anything
   */
  public CallDesk(
      SubjectCells subjects,
      Collection<HeldRegion> holds,
      Collection<EvidenceCell> evidence,
      Supplier<PolicyLibrary> policies,
      EraseNow eraser,
      Clock clock) {
    this.subjects = subjects;
    this.holds = holds.stream().collect(Collectors.toMap(HeldRegion::region, HeldRegion::holds));
    this.evidence =
        evidence.stream().collect(Collectors.toMap(EvidenceCell::region, CallEvidence::new));
    this.policies = policies;
    this.eraser = eraser;
    this.clock = clock;
  }

  /**
   * What is held.
   *
   * @param where the regions that are asked
   * @throws CallFailure {@code ResourceNotFound}, or {@code ServiceUnavailable} where nobody can
   *     know
   */
  public Envelope.Members describe(CallId callId, List<Cell> where, Caller caller) {
    CallInfo held = find(callId, where, caller).info();
    Optional<Periods> periods = periods(caller);
    return json -> CallInfoJson.write(json, held, periods);
  }

  /**
   * Erases what may be erased, and tells what became of it.
   *
   * @param where the regions that are asked
   * @throws CallFailure as {@link #describe} does
   */
  public Envelope.Members erase(CallId callId, List<Cell> where, Caller caller) {
    Found found = find(callId, where, caller);
    ErasedNow erased = eraser.erase(found.stores(), found.info(), caller.application().appId());
    Optional<Periods> periods = periods(caller);
    return json -> ErasedNowJson.write(json, erased, periods);
  }

  /** Nobody can tell whether something is there. */
  public static CallFailure unknown(String store, Region region) {
    return new CallFailure(
        ErrorCode.SERVICE_UNAVAILABLE, "unknown: " + store + " did not answer in " + region);
  }

  private record Found(CallStores stores, CallInfo info) {}

  private Found find(CallId callId, List<Cell> where, Caller caller) {
    List<Found> told =
        where.stream()
            .map(this::storesOf)
            .map(
                stores ->
                    new Found(
                        stores, new CallLookup(stores).look(callId, caller.application().appId())))
            .toList();
    return told.stream()
        .filter(each -> each.info().anythingHeld())
        .findFirst()
        .orElseThrow(() -> nothingTold(told));
  }

  private static CallFailure nothingTold(List<Found> told) {
    for (Found each : told) {
      for (String store : each.info().unknown()) {
        return unknown(store, each.info().region());
      }
    }
    return new CallFailure(
        ErrorCode.RESOURCE_NOT_FOUND, "nothing is held of such a call of this AppID");
  }

  private CallStores storesOf(Cell cell) {
    Region region = cell.region();
    return new CallStores(
        cell,
        () -> subjects.find(region).orElseThrow(() -> notHere("subjects", region)),
        () -> Optional.ofNullable(holds.get(region)).orElseThrow(() -> notHere("holds", region)),
        () ->
            Optional.ofNullable(evidence.get(region))
                .orElseThrow(() -> notHere("evidence", region)));
  }

  private static StoreUnavailable notHere(String store, Region region) {
    return new StoreUnavailable(
        store + " " + region, "be asked", new IllegalStateException("not served here"));
  }

  private Optional<Periods> periods(Caller caller) {
    return Optional.of(new Periods(policies.get(), caller.tenant().policy(), clock.instant()));
  }
}
