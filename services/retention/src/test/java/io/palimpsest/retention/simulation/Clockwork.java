package io.palimpsest.retention.simulation;

import io.palimpsest.platform.admins.AdminStore;
import io.palimpsest.platform.consent.ConsentStore;
import io.palimpsest.platform.credentials.ControlStore;
import io.palimpsest.platform.debugcopies.CopyRules;
import io.palimpsest.platform.evidence.EvidenceCell;
import io.palimpsest.platform.evidence.LeavingDays;
import io.palimpsest.platform.exports.ExportStore;
import io.palimpsest.platform.holds.HeldRegion;
import io.palimpsest.platform.holds.HoldStore;
import io.palimpsest.platform.holds.Holds;
import io.palimpsest.platform.holds.RegionHolds;
import io.palimpsest.platform.metering.MonitoringPartitions;
import io.palimpsest.platform.metering.Statements;
import io.palimpsest.platform.offboarding.DepartingRegion;
import io.palimpsest.platform.offboarding.DepartureStore;
import io.palimpsest.platform.offboarding.OffBoarder;
import io.palimpsest.platform.offboarding.Tombstones;
import io.palimpsest.platform.oplog.OperationLogIndexes;
import io.palimpsest.platform.oversight.OversightStore;
import io.palimpsest.platform.proofs.ProofKeeper;
import io.palimpsest.platform.rights.RightsStore;
import io.palimpsest.retention.ByHand;
import io.palimpsest.retention.Chore;
import io.palimpsest.retention.DebugCopyKeeper;
import io.palimpsest.retention.EvidenceLogs;
import io.palimpsest.retention.RetainedControl;
import io.palimpsest.retention.RetainedRegion;
import io.palimpsest.retention.RetentionSettings;
import io.palimpsest.retention.ShortenedKeeper;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A process of the clockwork, put together as a server does it. */
final class Clockwork {
  private final Life life;
  private final Map<String, ByHand> jobs = new LinkedHashMap<>();

  Clockwork(Stock stock, Ports ports, Duration over, Time time) {
    life = ports.life();
    ControlStore control = ports.of(ControlStore.class, stock.control, Store.CONTROL);
    ConsentStore consents = ports.of(ConsentStore.class, stock.control, Store.CONTROL);
    RegionHolds held = ports.of(RegionHolds.class, stock.holds, Store.DATABASE);
    EvidenceCell evidence = stock.evidence(ports);
    ShortenedKeeper shortened = new ShortenedKeeper(control, () -> stock.policies, time);
    RetainedRegion region =
        new RetainedRegion(
                stock.cell(ports),
                ports.of(MonitoringPartitions.class, stock.region.ledger(), Store.DATABASE),
                ports.of(OperationLogIndexes.class, stock.region.log(), Store.LOG))
            .holding(stock.subjects(ports).erasure())
            .exporting(ports.of(ExportStore.class, stock.exports, Store.DATABASE))
            .heldBy(held)
            .telling(ports.of(LeavingDays.class, stock.evidence.queue(), Store.DATABASE))
            .with(
                EvidenceLogs.telling(
                    evidence, EvidenceLogs.DEFAULT_HOST, _ -> "tencent-ocr-1.0.0", time));
    RetainedRegion whole =
        region.with(
            new Chore("shortened", Duration.ofHours(1), tally -> shortened.keep(region, tally)));
    DebugCopyKeeper copies =
        new DebugCopyKeeper(
            Stock.REGION,
            stock.subjects(ports).copies().orElseThrow(),
            new CopyRules(() -> stock.policies),
            control,
            consents,
            over,
            time);
    for (Chore each : copies.chores(RetentionSettings.DEFAULTS)) {
      whole = whole.with(each);
    }
    ProofKeeper proofs =
        new ProofKeeper(
            control,
            consents,
            ports.of(RightsStore.class, stock.rights, Store.CONTROL),
            ports.of(OversightStore.class, stock.oversight, Store.CONTROL),
            () -> stock.policies,
            time);
    Holds holds =
        new Holds(
            ports.of(HoldStore.class, stock.holdHistory, Store.CONTROL),
            control,
            List.of(new HeldRegion(Stock.REGION, stock.zone, held)),
            time);
    OffBoarder offBoarder =
        new OffBoarder(
            ports.of(DepartureStore.class, stock.departures, Store.CONTROL),
            ports.of(Tombstones.class, stock.departures, Store.CONTROL),
            control,
            ports.of(AdminStore.class, stock.admins, Store.CONTROL),
            consents,
            holds,
            List.of(
                new DepartingRegion(
                    stock.subjects(ports),
                    stock.cell(ports).uploads(),
                    held,
                    new Statements(
                        Stock.REGION,
                        stock.zone,
                        stock.cell(ports).ledger(),
                        Gateway.PRICES,
                        over,
                        time))),
            over,
            time);
    RetainedControl plane =
        new RetainedControl(
            Optional.empty(),
            List.of(
                new Chore("proofs", Duration.ofHours(1), _ -> proofs.expire()),
                new Chore("holds", Duration.ofSeconds(10), _ -> holds.spread()),
                new Chore("off-boarding", Duration.ofSeconds(5), _ -> offBoarder.run())));
    for (ByHand each : ByHand.of(whole, plane, () -> stock.policies, over, time)) {
      jobs.put(each.name(), each);
    }
  }

  Life life() {
    return life;
  }

  List<String> jobs() {
    return List.copyOf(jobs.keySet());
  }

  /** Runs a job once; false when it broke off. */
  boolean run(String job) {
    return jobs.get(job).run();
  }

  /** As every process does every few seconds. */
  void remember() {
    jobs.values().forEach(ByHand::remember);
  }

  String fault(String job) {
    return jobs.get(job).fault();
  }
}
