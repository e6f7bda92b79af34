package io.palimpsest.standalone.server;

import io.palimpsest.platform.call.Cells;
import io.palimpsest.platform.credentials.ControlStore;
import io.palimpsest.platform.debugcopies.CopyRules;
import io.palimpsest.platform.debugcopies.DebugCopies;
import io.palimpsest.platform.evidence.EvidenceCell;
import io.palimpsest.platform.exports.Exports;
import io.palimpsest.platform.health.StoreProbe;
import io.palimpsest.platform.holds.HeldRegion;
import io.palimpsest.platform.holds.Holds;
import io.palimpsest.platform.metering.PriceList;
import io.palimpsest.platform.oversight.Oversight;
import io.palimpsest.platform.proofs.ProofKeeper;
import io.palimpsest.platform.reconciliation.ReconciliationStore;
import io.palimpsest.platform.reports.AccountStock;
import io.palimpsest.platform.reports.ProofStock;
import io.palimpsest.platform.reports.ReportShelf;
import io.palimpsest.platform.reports.ReportStore;
import io.palimpsest.platform.reports.ReportedLogs;
import io.palimpsest.platform.reports.Reports;
import io.palimpsest.platform.rights.EndUserRights;
import io.palimpsest.platform.simulation.Stock;
import io.palimpsest.platform.statements.StatementDesk;
import io.palimpsest.platform.subjects.SubjectCell;
import io.palimpsest.platform.subjects.SubjectCells;
import io.palimpsest.platform.tenancy.Region;
import io.palimpsest.policy.DataClass;
import io.palimpsest.policy.PolicyLibrary;
import io.palimpsest.policy.RetentionPeriod;
import io.palimpsest.policy.decision.PolicyDecisions;
import io.palimpsest.reportpdf.ReportPdf;
import io.palimpsest.retention.Chore;
import io.palimpsest.retention.DebugCopyKeeper;
import io.palimpsest.retention.MonthlyReports;
import io.palimpsest.retention.RetainedControl;
import io.palimpsest.retention.RetainedRegion;
import io.palimpsest.retention.RetentionSettings;
import io.palimpsest.retention.ShortenedKeeper;
import io.palimpsest.retention.reconciliation.Differences;
import io.palimpsest.retention.reconciliation.Patience;
import io.palimpsest.retention.reconciliation.Reconciliation;
import io.palimpsest.retention.reconciliation.StagedPeriods;
import io.palimpsest.standalone.UserError;
import io.palimpsest.standalone.admin.ConsentDesk;
import io.palimpsest.standalone.config.Installation;
import io.palimpsest.standalone.config.Installation.RegionConfig;
import io.palimpsest.standalone.launch.DataFolder;
import io.palimpsest.standalone.launch.Shutdown;
import io.palimpsest.stores.ControlBackups;
import io.palimpsest.stores.ControlStores;
import io.palimpsest.stores.LogStoreSettings;
import io.palimpsest.stores.ObjectStoreSettings;
import io.palimpsest.stores.RegionStoreSettings;
import io.palimpsest.stores.RegionStores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The stores of an installation, open. */
public record Stores(ControlStores controlStores, List<RegionStores> regions) {
  /** A region that was away learns of a hold, and a hold whose time is up ends, this much later. */
  private static final Duration SPREAD_EVERY = Duration.ofSeconds(10);

  /**
   * Opens the control plane and every region, to be served.
   *
   * @throws UserError while a restore is unfinished: what was erased may be there again
   */
  static Stores open(
      Installation installation,
      PolicyLibrary policies,
      DataFolder folder,
      Clock clock,
      Shutdown shutdown) {
    Stores all = opened(installation, policies, folder.root().resolve("spool"), clock, shutdown);
    UnfinishedRestore.demandNone(all, clock);
    return all;
  }

  /** Opens everything for a restore, which nothing is served beside. */
  static <T> T unserved(
      Installation installation, PolicyLibrary policies, Clock clock, Function<Stores, T> work) {
    Shutdown shutdown = new Shutdown();
    Path spool = temporary();
    try {
      return work.apply(opened(installation, policies, spool, clock, shutdown));
    } finally {
      shutdown.run();
      spool.toFile().delete();
    }
  }

  private static Stores opened(
      Installation installation,
      PolicyLibrary policies,
      Path spool,
      Clock clock,
      Shutdown shutdown) {
    ControlStores control =
        shutdown.add(
            "control store",
            ControlStores.open(installation.control(), installation.rootKeyFile()));
    List<RegionStores> regions = new ArrayList<>();
    for (RegionConfig region : installation.regions()) {
      RegionStores stores =
          RegionStores.open(
              settings(
                  region,
                  policies.periods(DataClass.MONITORING),
                  spool.resolve(region.region().name())),
              clock);
      regions.add(shutdown.add("stores of " + region.region(), stores));
      stores.subjects(control.rootKey()); // a wrong root key is told before anything is served
    }
    return new Stores(control, List.copyOf(regions));
  }

  static RegionStoreSettings settings(
      RegionConfig region, Set<RetentionPeriod> periods, Path spool) {
    return new RegionStoreSettings(
        region.region(),
        region.zone(),
        periods,
        region.database(),
        region.objects(),
        new LogStoreSettings(
            region.log(), region.authorization(), spool, LogStoreSettings.DEFAULT_SPOOL_BYTES));
  }

  ControlStore control() {
    return controlStores.store();
  }

  ConsentDesk desk(Supplier<PolicyLibrary> policies, Clock clock) {
    return ConsentDesk.on(controlStores, policies, clock);
  }

  /** Each region's ports for identification data. */
  List<SubjectCell> subjects() {
    return regions.stream().map(region -> region.subjects(controlStores.rootKey())).toList();
  }

  /** What end users may ask for, in every region. */
  EndUserRights rights(Supplier<PolicyLibrary> policies, Clock clock) {
    return new EndUserRights(
        desk(policies, clock).consents(),
        controlStores.rights(),
        subjects(),
        policies,
        controlStores.receiptKeys(),
        clock);
  }

  /** Exports of identification data, from every region. */
  Exports exports(Supplier<PolicyLibrary> policies, Clock clock) {
    return new Exports(
        regions.stream().map(region -> region.exports(controlStores.rootKey())).toList(),
        control(),
        controlStores.consents(),
        controlStores.rights(),
        policies,
        clock);
  }

  /** Debug copies in every region, for their tenants. */
  DebugCopies debugCopies(Supplier<PolicyLibrary> policies, Clock clock) {
    return new DebugCopies(
        cells(), subjects(), control(), controlStores.consents(), policies, clock);
  }

  /** What the operator's people do beside serving calls. */
  Oversight oversight(Clock clock) {
    return new Oversight(controlStores.oversight(), control(), subjects(), clock);
  }

  /** Legal holds in every region. */
  Holds holds(Clock clock) {
    return new Holds(controlStores.holds(), control(), heldRegions(), clock);
  }

  /** Each region's part of the holds. */
  List<HeldRegion> heldRegions() {
    return regions.stream()
        .map(region -> new HeldRegion(region.cell().region(), region.cell().zone(), region.holds()))
        .toList();
  }

  /**
   * Sees to it that there are tables for every period that a module lists, before the clockwork
   * next looks.
   */
  void makeRoom(PolicyLibrary policies, Clock clock) {
    for (RegionStores region : regions) {
      LocalDate today = LocalDate.ofInstant(clock.instant(), region.cell().zone());
      policies
          .periods(DataClass.MONITORING)
          .forEach(each -> region.partitions().ensure(each, today, today.plusDays(1)));
    }
  }

  static Path temporary() {
    try {
      return Files.createTempDirectory("palimpsest-look");
    } catch (IOException e) {
      throw new UserError("no temporary folder can be made: " + e.getMessage(), e);
    }
  }

  /** Signed statements in every region. */
  StatementDesk statements(
      Supplier<PolicyLibrary> policies, Map<String, Object> settings, Clock clock) {
    return new StatementDesk(
        evidence(),
        control(),
        new PolicyDecisions(policies),
        Prices.of(settings),
        CallAge.over(settings),
        clock);
  }

  Cells cells() {
    return new Cells(regions.stream().map(RegionStores::cell).toList());
  }

  /** The control plane, to be backed up and restored; its vault lies with the first region's. */
  ControlBackups controlBackups(Clock clock) {
    return controlStores.backups(regions.getFirst().objects(), clock);
  }

  /** Each region's part of the evidence. */
  List<EvidenceCell> evidence() {
    return regions.stream().map(region -> region.evidence(controlStores.rootKey())).toList();
  }

  /** The same, and the control plane's last. */
  List<EvidenceCell> allEvidence() {
    return Stream.concat(evidence().stream(), Stream.of(controlEvidence())).toList();
  }

  /** The control plane has no object store of its own: its log lies in the first region's. */
  private EvidenceCell controlEvidence() {
    return controlStores.evidence(regions.getFirst().objects());
  }

  ProofKeeper proofs(Supplier<PolicyLibrary> policies, Clock clock) {
    return new ProofKeeper(
        control(),
        controlStores.consents(),
        controlStores.rights(),
        controlStores.oversight(),
        policies,
        clock);
  }

  /**
   * Retention reports of every region.
   *
   * @param sequencers called while a report's leaf waits for its place
   */
  Reports reports(Supplier<PolicyLibrary> policies, Runnable sequencers, Clock clock) {
    List<Stock> ofControl =
        List.of(
            new ProofStock(control(), proofs(policies, clock), policies, clock),
            new AccountStock(control(), controlStores.admins()));
    PolicyLibrary now = policies.get();
    return new Reports(
        regions.stream()
            .map(
                region ->
                    region.reported(
                        controlStores.rootKey(),
                        now.periods(DataClass.MONITORING),
                        now.periods(DataClass.OPERATION_LOG),
                        ofControl))
            .toList(),
        Optional.of(ReportedLogs.of(controlEvidence(), controlMemory()::last)),
        holds(clock)::inForce,
        policies,
        (signed, signer) -> Optional.of(ReportPdf.of(signed, signer)),
        sequencers,
        clock);
  }

  /** Where the reports of every region are. */
  ReportShelf shelf() {
    Map<Region, ReportStore> stores = new HashMap<>();
    regions.forEach(
        region -> stores.put(region.cell().region(), region.reports(controlStores.rootKey())));
    return new ReportShelf(stores);
  }

  /**
   * What the clockwork works on.
   *
   * @param telling the chore that keeps a region's evidence log
   * @param backups the folder whose copies expire; empty where somebody else erases them
   * @param over the age at which a call is over
   */
  List<RetainedRegion> retained(
      Function<EvidenceCell, Chore> telling,
      Optional<Path> backups,
      Supplier<PolicyLibrary> policies,
      Duration over,
      RetentionSettings settings,
      Clock clock) {
    BackupChores chores = new BackupChores(this, backups, policies, clock);
    ShortenedKeeper keeper = new ShortenedKeeper(control(), policies, clock);
    return regions.stream()
        .map(
            region ->
                new RetainedRegion(region.cell(), region.partitions(), region.logIndexes())
                    .holding(region.subjects(controlStores.rootKey()).erasure())
                    .exporting(region.exports(controlStores.rootKey()).exports())
                    .heldBy(region.holds())
                    .telling(region.leavingDays())
                    .scheduledIn(region.schedule())
                    .with(telling.apply(region.evidence(controlStores.rootKey())))
                    .with(
                        Differences.telling(
                            region.cell().region(),
                            reconciliation(region, policies, over, settings, clock),
                            region.reconciliation(),
                            clock))
                    .with(chores.of(region)))
        .map(region -> withDebugCopies(region, policies, over, settings, clock))
        .map(
            region ->
                region.with(
                    new Chore(
                        "shortened", Duration.ofHours(1), tally -> keeper.keep(region, tally))))
        .map(
            region ->
                region.with(
                    MonthlyReports.of(
                        () -> reports(policies, () -> {}, clock), // the clockwork sequences beside
                        region.cell().region(),
                        region.cell().zone(),
                        clock)))
        .toList();
  }

  /**
   * What the control plane did and what its log tells.
   *
   * @param settings by which its own chores' patience goes
   */
  Reconciliation controlReconciliation(
      Supplier<PolicyLibrary> policies, RetentionSettings settings, Clock clock) {
    ObjectStoreSettings objects = regions.getFirst().objects();
    return Reconciliation.ofControl(
        controlEvidence(),
        controlStores.toldActs(objects),
        () -> policies.get().periods(DataClass.RECEIPT),
        controlMemory(),
        Patience.of(settings),
        clock);
  }

  private ReconciliationStore controlMemory() {
    return controlStores.reconciliation(regions.getFirst().objects());
  }

  private RetainedRegion withDebugCopies(
      RetainedRegion region,
      Supplier<PolicyLibrary> policies,
      Duration over,
      RetentionSettings settings,
      Clock clock) {
    RetainedRegion all = region;
    for (Chore each :
        new DebugCopyKeeper(
                region.cell().region(),
                new SubjectCells(subjects())
                    .find(region.cell().region())
                    .flatMap(SubjectCell::copies)
                    .orElseThrow(),
                new CopyRules(policies),
                control(),
                controlStores.consents(),
                over,
                clock)
            .chores(settings)) {
      all = all.with(each);
    }
    return all;
  }

  Reconciliation reconciliation(
      RegionStores region,
      Supplier<PolicyLibrary> policies,
      Duration over,
      RetentionSettings settings,
      Clock clock) {
    return Reconciliation.ofRegion(
        region.cell(),
        region.evidence(controlStores.rootKey()),
        region.comparisons(() -> StagedPeriods.of(policies.get()), controlStores.rootKey()),
        region.holds()::scopes,
        () -> policies.get().periods(DataClass.MONITORING),
        region.reconciliation(),
        over,
        Patience.of(settings),
        clock);
  }

  /**
   * What the clockwork does in the control plane.
   *
   * @param telling the chore that keeps its evidence log
   */
  RetainedControl retainedControl(
      Function<EvidenceCell, Chore> telling,
      Optional<Path> backups,
      Supplier<PolicyLibrary> policies,
      PriceList prices,
      Duration over,
      RetentionSettings settings,
      Clock clock) {
    ProofKeeper keeper = proofs(policies, clock);
    Chore proofs =
        new Chore(
            "proofs",
            Duration.ofHours(1),
            tally -> {
              ProofKeeper.Expired expired = keeper.expire();
              tally.add("acts", expired.acts());
              tally.add("requests", expired.requests());
              tally.add("oversight", expired.oversight());
            });
    Holds holds = holds(clock);
    Chore spread =
        new Chore("holds", SPREAD_EVERY, tally -> tally.add("regions-away", holds.spread().size()));
    Chore differences =
        Differences.telling(
            Region.CONTROL,
            controlReconciliation(policies, settings, clock),
            controlMemory(),
            clock);
    List<Chore> chores =
        new ArrayList<>(List.of(proofs, spread, telling.apply(controlEvidence()), differences));
    chores.addAll(OffBoardings.chores(this, holds, prices, over, clock));
    chores.addAll(new BackupChores(this, backups, policies, clock).ofControl());
    return new RetainedControl(Optional.of(controlStores.schedule()), chores);
  }

  List<StoreProbe> probes() {
    List<StoreProbe> probes = new ArrayList<>();
    probes.add(controlStores.probe());
    probes.addAll(controlStores.evidenceProbes());
    probes.add(() -> Differences.health(Region.CONTROL, controlMemory()));
    regions.forEach(region -> probes.addAll(region.probes()));
    regions.forEach(
        region ->
            probes.add(() -> Differences.health(region.cell().region(), region.reconciliation())));
    return probes;
  }
}
