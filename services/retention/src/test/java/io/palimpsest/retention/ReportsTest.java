package io.palimpsest.retention;

import static io.palimpsest.platform.testkit.PlatformFixtures.SINGAPORE;
import static io.palimpsest.platform.testkit.PlatformFixtures.SINGAPORE_TIME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.palimpsest.evidence.EvidenceLog;
import io.palimpsest.evidence.leaf.Commitment;
import io.palimpsest.evidence.leaf.ConsentAttested;
import io.palimpsest.evidence.leaf.Expired;
import io.palimpsest.evidence.leaf.Held;
import io.palimpsest.evidence.leaf.Leaf;
import io.palimpsest.evidence.leaf.Place;
import io.palimpsest.evidence.note.VerifierKey;
import io.palimpsest.evidence.report.Alive;
import io.palimpsest.evidence.report.ClassReport;
import io.palimpsest.evidence.report.Compared;
import io.palimpsest.evidence.report.Figure;
import io.palimpsest.evidence.report.PackageAudit;
import io.palimpsest.evidence.report.ReportPackage;
import io.palimpsest.evidence.report.RetentionReport;
import io.palimpsest.platform.error.StoreUnavailable;
import io.palimpsest.platform.evidence.EvidenceCell;
import io.palimpsest.platform.evidence.EvidenceQueue.Placement;
import io.palimpsest.platform.holds.Hold;
import io.palimpsest.platform.holds.HoldScope;
import io.palimpsest.platform.holds.Holds;
import io.palimpsest.platform.metering.Settlement;
import io.palimpsest.platform.reconciliation.Kind;
import io.palimpsest.platform.reconciliation.Reconciled;
import io.palimpsest.platform.reports.MidnightCalls;
import io.palimpsest.platform.reports.ReportName;
import io.palimpsest.platform.reports.ReportRefused;
import io.palimpsest.platform.reports.ReportedLogs;
import io.palimpsest.platform.reports.ReportedRegion;
import io.palimpsest.platform.reports.Reports;
import io.palimpsest.platform.simulation.Stock;
import io.palimpsest.platform.simulation.UploadStock;
import io.palimpsest.platform.tenancy.AppId;
import io.palimpsest.platform.tenancy.Region;
import io.palimpsest.platform.testkit.InMemoryEvidence;
import io.palimpsest.platform.testkit.InMemoryRegion;
import io.palimpsest.platform.testkit.InMemoryReports;
import io.palimpsest.platform.testkit.PlatformFixtures;
import io.palimpsest.policy.DataClass;
import io.palimpsest.policy.PolicyLibrary;
import io.palimpsest.retention.RetentionFixtures.Counted;
import io.palimpsest.retention.RetentionFixtures.SetClock;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ReportsTest {
  private static final LocalDate FIRST = LocalDate.parse("2026-11-01");
  private static final LocalDate LAST = LocalDate.parse("2026-11-30");
  private static final LocalDate DAY = LocalDate.parse("2026-11-21");

  private final SetClock clock = new SetClock("2026-11-21T11:00:00Z");
  private final InMemoryRegion region = InMemoryRegion.of(SINGAPORE, SINGAPORE_TIME);
  private final InMemoryEvidence evidence = InMemoryEvidence.of(region);
  private final EvidenceCell cell = evidence.cell(region);
  private final Counted counted = new Counted();
  private final Sequencer sequencer =
      new Sequencer(cell, "log.test/ap-singapore", _ -> "tencent-ocr-1.0.0", clock.clock());
  private final InMemoryReports store = new InMemoryReports();
  private final List<Hold> holds = new ArrayList<>();
  private Optional<ReportedLogs> control = Optional.empty();
  private final List<Reconciled> compared = new ArrayList<>();
  private MidnightCalls midnight = _ -> OptionalLong.of(0);

  @Test
  void reportShouldSayWhatTheStoresAndTheLogSay() {
    erased(Instant.parse("2026-10-31T12:00:00Z"));
    sequencer.run(counted);
    for (int i = 0; i < 4; i++) {
      erased(clock.now());
    }
    cell.queue().enter(expired("monitoring", 7));
    cell.queue().enter(expired("backup-monitoring", 1));
    cell.queue().enter(held());
    sequencer.run(counted);
    region.uploads().stage(RetentionFixtures.upload(clock.now(), SINGAPORE_TIME), new byte[1]);
    clock.set("2026-11-30T16:00:00Z"); // midnight there

    Reports.Issued issued = reports().issue(SINGAPORE, FIRST, LAST);

    RetentionReport report = issued.report();
    ClassReport uploads = of(report, DataClass.UPLOAD_AND_RESULT);
    assertThat(uploads.erasures().erased()).isEqualTo(4);
    assertThat(uploads.erasures().erasedLate()).isZero();
    assertThat(uploads.alive()).isEqualTo(new Alive.Known(1, Optional.of(DAY), 1));
    assertThat(uploads.limits()).isNotEmpty();
    ClassReport monitoring = of(report, DataClass.MONITORING);
    assertThat(monitoring.erasures().expiredDays()).isEqualTo(1);
    assertThat(monitoring.erasures().expiredItems()).isEqualTo(7);
    assertThat(monitoring.limits())
        .anySatisfy(
            limit -> {
              assertThat(limit.policy()).isEqualTo("tencent-ocr@1.0.0");
              assertThat(limit.period()).isEqualTo("P2Y");
              assertThat(limit.clauses()).isNotEmpty();
            });
    assertThat(report.acts().holdsPlaced()).isEqualTo(1);
    assertThat(report.acts().attested()).isInstanceOf(Figure.Unknown.class);
    assertThat(report.days()).hasSize(1);
    assertThat(report.logs().getFirst().start().size()).isEqualTo(1);
    assertThat(report.logs().getFirst().end().size()).isEqualTo(8);
    assertThat(of(report, DataClass.BACKUP).erasures().expiredDays()).isEqualTo(1);
    assertThat(report.policies())
        .anySatisfy(
            policy -> {
              assertThat(policy.controller().en()).isNotBlank();
              assertThat(policy.processor().en()).isNotBlank();
            });
    assertThat(store.list()).containsExactly(issued.name());
    assertThat(audit(store.find(issued.name()).orElseThrow()).report().report()).isEqualTo(report);
  }

  @Test
  void aStoreThatDoesNotAnswerShouldBeUnknownAndNeverNothing() {
    sequencer.run(counted);
    erased(clock.now());
    sequencer.run(counted);
    midnight =
        _ -> {
          throw new StoreUnavailable("monitoring", "count", new IOException("away"));
        };

    RetentionReport report = reports().issue(SINGAPORE, DAY, DAY).report();

    assertThat(of(report, DataClass.MONITORING).alive())
        .isEqualTo(new Alive.Unknown("MySQL did not answer"));
    assertThat(report.inFlightAtMidnight()).isInstanceOf(Figure.Unknown.class);
  }

  @Test
  void whatOnlyTheControlPlanesLogTellsOfShouldBeCountedThereOrUnknown() {
    sequencer.run(counted);
    InMemoryEvidence plane = InMemoryEvidence.of(InMemoryRegion.of(SINGAPORE, ZoneOffset.UTC));
    byte[] leaf =
        new ConsentAttested(
                new Place(Place.CONTROL, DAY),
                "registration",
                Commitment.to(new byte[16], "attestation", new byte[0]),
                "tencent-ocr-1.0.0",
                clock.now())
            .bytes();
    plane.queue().place(2026, 0, List.of(new Placement.OfLog(leaf)));
    EvidenceLog.create(
            plane.log(2026), plane.keys().signing(2026, "log.test/" + Place.CONTROL + "/2026"))
        .append(List.of(leaf));
    control =
        Optional.of(
            new ReportedLogs(
                Place.CONTROL, ZoneOffset.UTC, plane.queue(), plane.keys(), plane::log, List::of));

    Reports.Issued issued = reports().issue(SINGAPORE, DAY, DAY);

    assertThat(issued.report().acts().attested()).isEqualTo(new Figure.Known(1));
    assertThat(issued.report().acts().withdrawn()).isEqualTo(new Figure.Known(0));
    assertThat(audit(issued.zip()).logs())
        .extracting(log -> log.part().place())
        .contains(Place.CONTROL);
    plane.queue().outage().begin();
    assertThat(reports().issue(SINGAPORE, DAY, DAY).report().acts().attested())
        .isInstanceOf(Figure.Unknown.class);
  }

  @Test
  void reportShouldSayWhatTheLastComparisonsFound() {
    Compared.Result never =
        reports()
            .issue(SINGAPORE, DAY, DAY)
            .report()
            .comparisons()
            .orElseThrow()
            .runs()
            .getFirst()
            .result();
    compared.add(
        new Reconciled(
            SINGAPORE,
            clock.now(),
            true,
            Map.of(Kind.STALE_INDEX, 1L, Kind.LEAF_MISSING, 2L),
            new TreeSet<>(Set.of("photos (object store)"))));

    Reports.Issued issued = reports().issue(SINGAPORE, DAY, DAY);

    assertThat(never).isEqualTo(new Compared.Unknown("it never ran"));
    assertThat(issued.report().comparisons().orElseThrow().runs())
        .containsExactly(
            new Compared(
                SINGAPORE.name(),
                true,
                new Compared.Known(
                    clock.now().truncatedTo(ChronoUnit.SECONDS),
                    3,
                    List.of(
                        new Compared.Differing("leaf-missing", 2),
                        new Compared.Differing("stale-index", 1)),
                    List.of("photos (object store)"))),
            new Compared(SINGAPORE.name(), false, new Compared.Unknown("it never ran")));
    audit(issued.zip());
  }

  @Test
  void recordsThatAreGoneShouldLeaveTheCallsAtMidnightUnknown() {
    sequencer.run(counted);
    midnight = day -> day.equals(DAY) ? OptionalLong.of(2) : OptionalLong.empty();

    assertThat(reports().issue(SINGAPORE, DAY, DAY).report().inFlightAtMidnight())
        .isEqualTo(new Figure.Known(2));
    assertThat(reports().issue(SINGAPORE, DAY.minusDays(1), DAY).report().inFlightAtMidnight())
        .isEqualTo(new Figure.Unknown("the records of 2026-11-20 are not there"));
  }

  @Test
  void holdsShouldStandInTheReportWithoutSayingWhoseDataTheyKeep() {
    sequencer.run(counted);
    Hold hold =
        new Hold(
            "01a1fe34-0eb7-7c72-aebf-9d948eac28f1",
            new HoldScope.OfApplication(RetentionFixtures.APP),
            Set.of(DataClass.MONITORING),
            "legal desk",
            "case 7",
            "§ 94 StPO",
            clock.now(),
            clock.now().plus(Duration.ofDays(90)));
    holds.add(hold);

    Reports.Issued issued = reports().issue(SINGAPORE, DAY, DAY);

    assertThat(issued.report().holds())
        .singleElement()
        .satisfies(
            each -> {
              assertThat(each.of()).isEqualTo(Holds.commitment(hold).text());
              assertThat(each.by()).isEqualTo("legal desk");
              assertThat(each.basis()).isEqualTo("§ 94 StPO");
            });
    assertThat(issued.report().document().toString())
        .doesNotContain(RetentionFixtures.APP.toString());
  }

  @Test
  void periodsThatFollowEachOtherShouldMissNothingAndCountNothingTwice() {
    for (String at : List.of("2026-12-30T10:00:00Z", "2026-12-31T15:59:59Z")) {
      clock.set(at);
      erased(clock.now().minusSeconds(1));
      sequencer.run(counted);
    }
    clock.set("2026-12-31T16:00:01Z"); // the new year, and the new year's log
    erased(Instant.parse("2026-12-31T15:59:58Z")); // seen gone before it began
    erased(clock.now().minusSeconds(1));
    sequencer.run(counted);
    clock.set("2027-01-02T10:00:00Z");

    RetentionReport old =
        reports()
            .issue(SINGAPORE, LocalDate.parse("2026-12-01"), LocalDate.parse("2026-12-31"))
            .report();
    RetentionReport young =
        reports()
            .issue(SINGAPORE, LocalDate.parse("2027-01-01"), LocalDate.parse("2027-01-01"))
            .report();

    assertThat(of(old, DataClass.UPLOAD_AND_RESULT).erasures().erased()).isEqualTo(3);
    assertThat(of(young, DataClass.UPLOAD_AND_RESULT).erasures().erased()).isEqualTo(1);
    assertThat(old.logs()).hasSize(2);
    assertThat(young.acts().keysRotated()).isEqualTo(1);
    store.list().forEach(name -> audit(store.find(name).orElseThrow()));
  }

  @Test
  void whatCannotBeReportedShouldBeRefusedInWords() {
    sequencer.run(counted);
    Reports reports = reports();

    refused(reports, SINGAPORE, DAY, DAY.plusDays(1), "today is 2026-11-21");
    refused(reports, SINGAPORE, DAY, DAY.minusDays(1), "after its end");
    refused(reports, SINGAPORE, DAY.minusYears(2).minusDays(1), DAY, "two years back");
    refused(reports, new Region("eu-nowhere"), DAY, DAY, "there are ap-singapore");
    assertThat(store.list()).isEmpty();
  }

  @Test
  void monthlyReportShouldBeIssuedOnce() {
    erased(clock.now());
    sequencer.run(counted);
    Chore chore = MonthlyReports.of(this::reports, SINGAPORE, SINGAPORE_TIME, clock.clock());
    chore.work().accept(counted);
    assertThat(store.list()).as("there was no log in October").isEmpty();

    clock.set("2026-11-30T16:00:00Z");
    chore.work().accept(counted);
    clock.advance(Duration.ofHours(1));
    chore.work().accept(counted);

    assertThat(store.list())
        .singleElement()
        .satisfies(
            name -> {
              assertThat(name.from()).isEqualTo(FIRST);
              assertThat(name.to()).isEqualTo(LAST);
              assertThat(ReportName.parse(name.toString())).contains(name);
            });
  }

  private Reports reports() {
    ReportedRegion reported =
        new ReportedRegion(
            SINGAPORE,
            ReportedLogs.of(cell, () -> compared),
            List.of(new Away(), new UploadStock(region.uploads(), SINGAPORE_TIME)),
            day -> midnight.beyond(day),
            () -> 0,
            store);
    return new Reports(
        List.of(reported),
        control,
        () -> List.copyOf(holds),
        () -> PolicyLibrary.shipped(),
        (_, _) -> Optional.empty(),
        () -> sequencer.run(counted),
        clock.clock());
  }

  /** Monitoring records in a database that is away. */
  private record Away() implements Stock {
    @Override
    public DataClass dataClass() {
      return DataClass.MONITORING;
    }

    @Override
    public String store() {
      return "MySQL";
    }

    @Override
    public List<Amount> amounts(Set<AppId> owners) {
      return amounts();
    }

    @Override
    public List<Amount> amounts() {
      throw new StoreUnavailable("monitoring", "count", new IOException("away"));
    }
  }

  private static void refused(
      Reports reports, Region of, LocalDate from, LocalDate to, String why) {
    assertThatThrownBy(() -> reports.issue(of, from, to))
        .isInstanceOf(ReportRefused.class)
        .hasMessageContaining(why);
  }

  private static ClassReport of(RetentionReport report, DataClass dataClass) {
    return report.classes().stream()
        .filter(each -> each.dataClass().equals(dataClass.key()))
        .findFirst()
        .orElseThrow();
  }

  private PackageAudit.Audited audit(byte[] zip) {
    List<VerifierKey> keys =
        List.of(2026, 2027).stream().flatMap(year -> cell.keys().verifier(year).stream()).toList();
    return new PackageAudit(
            ReportPackage.parse(zip),
            keys,
            new PackageAudit.Listener() {
              @Override
              public void ok(String what) {
                // what is wrong is thrown
              }

              @Override
              public void note(String what) {
                // likewise
              }
            })
        .check(
            note ->
                keys.stream()
                    .filter(key -> note.signatures().getFirst().name().equals(key.name()))
                    .findFirst()
                    .orElseThrow());
  }

  private Settlement erased(Instant received) {
    Settlement call =
        PlatformFixtures.stagedSettlement(
            PlatformFixtures.success(RetentionFixtures.APP, received), SINGAPORE_TIME);
    region.ledger().settle(call);
    region.outbox().seenGone(call.record().callId(), received.plusMillis(500));
    return call;
  }

  private static byte[] expired(String dataClass, long items) {
    Leaf leaf =
        new Expired(
            new Place("ap-singapore", LocalDate.parse("2024-11-20")),
            dataClass,
            "P2Y",
            items,
            false,
            "tencent-ocr-1.0.0",
            Instant.parse("2026-11-21T10:00:00Z"));
    return leaf.bytes();
  }

  private static byte[] held() {
    Commitment of = Commitment.to(new byte[16], "hold", new byte[0]);
    return new Held(
            new Place("ap-singapore", DAY),
            "monitoring",
            of,
            "D5",
            Optional.empty(),
            Instant.parse("2026-11-21T10:00:00Z"))
        .bytes();
  }
}
