package io.palimpsest.retention.simulation;

import io.palimpsest.ocr.Cancellation;
import io.palimpsest.ocr.DocumentOptions;
import io.palimpsest.ocr.ImageFormat;
import io.palimpsest.ocr.Page;
import io.palimpsest.ocr.Reading;
import io.palimpsest.platform.admission.Admission;
import io.palimpsest.platform.admission.QuotaMeter;
import io.palimpsest.platform.admission.RateLimiter;
import io.palimpsest.platform.call.CallService;
import io.palimpsest.platform.call.CallTrace;
import io.palimpsest.platform.call.Cells;
import io.palimpsest.platform.call.Copying;
import io.palimpsest.platform.call.Deadlines;
import io.palimpsest.platform.call.EndUser;
import io.palimpsest.platform.call.FaultPoints;
import io.palimpsest.platform.call.Identity;
import io.palimpsest.platform.call.Keeping;
import io.palimpsest.platform.call.OcrCall;
import io.palimpsest.platform.call.Outcome;
import io.palimpsest.platform.call.Settler;
import io.palimpsest.platform.consent.ConsentStore;
import io.palimpsest.platform.credentials.Caller;
import io.palimpsest.platform.credentials.ControlStore;
import io.palimpsest.platform.debugcopies.CopyRules;
import io.palimpsest.platform.evidence.CallEvidence;
import io.palimpsest.platform.holds.RegionHolds;
import io.palimpsest.platform.lookup.CallLookup;
import io.palimpsest.platform.lookup.CallStores;
import io.palimpsest.platform.lookup.EraseNow;
import io.palimpsest.platform.lookup.ErasedNow;
import io.palimpsest.platform.metering.CallId;
import io.palimpsest.platform.metering.PriceList;
import io.palimpsest.platform.metering.PriceLists;
import io.palimpsest.platform.rights.RevokedData;
import io.palimpsest.platform.rights.RightsStore;
import io.palimpsest.platform.subjects.SubjectCell;
import io.palimpsest.platform.subjects.SubjectCells;
import io.palimpsest.platform.tenancy.AppId;
import io.palimpsest.platform.testkit.PlatformFixtures;
import io.palimpsest.platform.testkit.SubjectFixtures;
import io.palimpsest.policy.decision.PolicyDecisions;
import java.net.InetAddress;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A process that answers calls. */
final class Gateway {
  static final PriceList PRICES = PriceLists.shipped();
  private static final Reading READING =
      new Reading(
          new Page(1, 1, 0, List.of(), "stub"),
          ImageFormat.PNG,
          1,
          Duration.ofMillis(1),
          Duration.ofMillis(2));

  private final Life life;
  private final CallService service;
  private final RevokedData revoked;
  private final CallStores stores;
  private final EraseNow eraser;

  Gateway(Stock stock, Ports ports, Deadlines deadlines, Time time) {
    life = ports.life();
    PolicyDecisions decisions = new PolicyDecisions(() -> stock.policies);
    SubjectCell subjects = stock.subjects(ports);
    service =
        new CallService(
            new Cells(List.of(stock.cell(ports))),
            new Admission(decisions, new RateLimiter(time), new QuotaMeter(time), time),
            PRICES,
            (file, options) -> READING,
            deadlines,
            new Settler(decisions, time, FaultPoints.none()),
            new Keeping(
                decisions,
                ports.of(ControlStore.class, stock.control, Store.CONTROL),
                ports.of(RightsStore.class, stock.rights, Store.CONTROL),
                new SubjectCells(List.of(subjects)),
                deadlines,
                FaultPoints.none(),
                time,
                _ -> {}),
            Optional.of(
                new Copying(
                    new CopyRules(() -> stock.policies),
                    ports.of(ControlStore.class, stock.control, Store.CONTROL),
                    new SubjectCells(List.of(subjects)),
                    deadlines,
                    time,
                    _ -> {},
                    Duration.ofMinutes(1))), // of real time, of which a busy machine takes much
            FaultPoints.none());
    CallEvidence evidence = new CallEvidence(stock.evidence(ports));
    RegionHolds holds = ports.of(RegionHolds.class, stock.holds, Store.DATABASE);
    stores = new CallStores(stock.cell(ports), () -> subjects, () -> holds, () -> evidence);
    eraser = new EraseNow(deadlines.over(), time, Duration.ZERO);
    revoked =
        new RevokedData(
            ports.of(ConsentStore.class, stock.control, Store.CONTROL), List.of(subjects), time);
  }

  Life life() {
    return life;
  }

  /** What came of it; of use only while the process lives. */
  Outcome<String> call(CallId id, Caller caller, Optional<Tenants.EndUser> endUser) {
    return service.perform(
        new OcrCall<>(
            id,
            caller,
            endUser.isPresent() ? SubjectFixtures.ACTION : PlatformFixtures.ACTION,
            1000,
            Optional.of(Stock.REGION.name()),
            InetAddress.getLoopbackAddress(),
            endUser.map(Gateway::told).orElse(EndUser.NOBODY),
            Map.of(),
            () -> plan(endUser),
            new CallTrace(() -> 0),
            Cancellation.create()));
  }

  void delivered(Outcome.Receipt receipt) {
    service.delivered(receipt);
  }

  /** Erases what may be erased of a call, as its AppID asks. */
  ErasedNow eraseNow(CallId id, AppId owner) {
    return eraser.erase(stores, new CallLookup(stores).look(id, owner), owner);
  }

  /** Erases what was stored under attestations that were taken back. */
  void clearRevoked() {
    revoked.clear();
  }

  private static EndUser told(Tenants.EndUser endUser) {
    return new EndUser(
        Optional.of(endUser.reference()), Optional.empty(), Optional.of("SG"), Optional.empty());
  }

  private static OcrCall.Plan<String> plan(Optional<Tenants.EndUser> endUser) {
    return new OcrCall.Plan<>(
        () -> new byte[] {1},
        DocumentOptions.lenient(),
        _ -> "text",
        _ -> Map.of(),
        endUser.map(
            each ->
                new OcrCall.Keepable(
                    DocumentOptions.lenient(),
                    _ ->
                        Optional.of(
                            new Identity(
                                Map.of(SubjectFixtures.NAME, "ERIKSSON, ANNA MARIA"),
                                List.of(),
                                Optional.of(each.document()),
                                LocalDate.of(1974, 8, 12))))));
  }
}
