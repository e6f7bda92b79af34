package io.palimpsest.retention.simulation;

import io.palimpsest.evidence.leaf.Leaf;
import io.palimpsest.platform.consent.ConsentAct;
import io.palimpsest.platform.erasure.UploadKey;
import io.palimpsest.platform.holds.Hold;
import io.palimpsest.platform.holds.HoldAct;
import io.palimpsest.platform.holds.HoldScope;
import io.palimpsest.platform.lookup.ErasedNow;
import io.palimpsest.platform.metering.CallId;
import io.palimpsest.platform.metering.MonitoringRecord;
import io.palimpsest.platform.oplog.OperationLogEntry;
import io.palimpsest.platform.subjects.Identification;
import io.palimpsest.platform.testkit.SubjectFixtures;
import io.palimpsest.policy.DataClass;
import io.palimpsest.policy.PolicyModule;
import io.palimpsest.policy.RetentionPeriod;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What must hold, asked from the stores themselves and never from the product's own books. */
final class Rules {
  /** A hold that is in force so soon after a call keeps all that there was of it. */
  private static final Duration SOON = Duration.ofDays(20);

  private final Stock stock;
  private final Tenants tenants;
  private final Truth truth;
  private final Auditor auditor;
  private final Time time;
  private final Duration over;
  private final IdentityRules identity;
  private final LeavingRules leaving;
  private final Map<String, Integer> checks = new HashMap<>();
  private int shown;

  Rules(Stock stock, Tenants tenants, Truth truth, Auditor auditor, Time time, Duration over) {
    this.stock = stock;
    this.tenants = tenants;
    this.truth = truth;
    this.auditor = auditor;
    this.time = time;
    this.over = over;
    identity = new IdentityRules(stock, truth, auditor);
    leaving = new LeavingRules(stock, tenants, truth);
  }

  /** How often each rule was asked. */
  Map<String, Integer> checks() {
    return checks;
  }

  /**
   * What must hold after jobs that ran, one after the other, with nothing going wrong in them.
   *
   * @param jobs when each began
   */
  void after(Map<String, Instant> jobs) {
    day(jobs, "partitions").ifPresent(this::noRecordPastItsPeriod);
    day(jobs, "log-indexes").ifPresent(this::noEntryPastItsPeriod);
    if (jobs.containsKey("released")) {
      nothingHeldWithoutAHold();
    }
    at(jobs, "sweep").ifPresent(then -> noUploadOfACallThatIsOver(then.minus(over)));
    at(jobs, "in-doubt").ifPresent(then -> nothingUndeliveredBilled(then.minus(over)));
    at(jobs, "identification").ifPresent(this::noItemPastItsTime);
    if (jobs.keySet().containsAll(List.of("sweep", "in-doubt", "evidence"))) {
      everyErasureHasItsLeaf(jobs.get("sweep").minus(over));
    }
    at(jobs, "holds").ifPresent(this::theRegionKnowsEveryHold);
    at(jobs, "shortened").ifPresent(this::nothingPastAShortenedPeriod);
    at(jobs, "exports").ifPresent(identity::noExportPastItsTime);
    at(jobs, "debug-copies").ifPresent(identity::noDebugCopyPastItsTime);
    at(jobs, "debug-copies-consent").ifPresent(identity::noDebugCopyThatNobodyWants);
    if (jobs.keySet().containsAll(List.of("exports", "evidence"))) {
      count("exports");
      auditor.look();
      identity.everyExportIsTold();
    }
  }

  /** What must hold whichever job ran, and whatever went wrong in it. */
  void afterAnyJob() {
    identity.nothingHeldIsErased();
  }

  /** What must hold when somebody was told that a call is erased. */
  void erasedNow(CallId id, Truth.Call call, ErasedNow answer) {
    count("erased at once");
    identity.erasedNow(id, call, answer, time.instant());
  }

  /** What must hold when everything works. */
  void whoIsDueIsGone() {
    leaving.whoIsDueIsGone(time.instant());
  }

  private static Optional<Instant> at(Map<String, Instant> jobs, String job) {
    return Optional.ofNullable(jobs.get(job));
  }

  private Optional<LocalDate> day(Map<String, Instant> jobs, String job) {
    return at(jobs, job).map(then -> LocalDate.ofInstant(then, stock.zone));
  }

  /** What must hold at any time. */
  void always() {
    auditor.look();
    recordsStandForTheirPeriod();
    count("off-boarded");
    identity.everyItemThatWentIsTold();
    identity.exportsHoldOnlyWhatMayBeUsed();
    leaving.nothingOfWhoLeftIsAlive();
  }

  private void theRegionKnowsEveryHold(Instant then) {
    count("holds");
    Map<String, Hold> placed = new HashMap<>();
    for (HoldAct act : stock.holdHistory.acts()) {
      if (act instanceof HoldAct.Placed(Hold hold)) {
        placed.put(hold.id(), hold);
      } else {
        placed.remove(act.hold());
      }
    }
    Set<String> known =
        stock.holds.scopes().stream()
            .map(scope -> scope.hold() + scope.dataClass())
            .collect(Collectors.toSet());
    for (Hold hold : placed.values()) {
      boolean inForce = hold.until().isAfter(time.latest());
      boolean over = !hold.until().isAfter(then);
      boolean reaches = !(hold.scope() instanceof HoldScope.OfTenant);
      for (DataClass each : hold.classes()) {
        boolean isKnown = known.contains(hold.id() + each);
        truth.demand(
            isKnown || !inForce || !reaches || hold.placedAt().isAfter(then),
            "the region does not know of a hold on %s",
            hold.scope().text());
        truth.demand(
            !isKnown || !over, "the region heeds a hold on %s that is over", hold.scope().text());
      }
    }
  }

  private void nothingPastAShortenedPeriod(Instant then) {
    count("shortened");
    LocalDate today = LocalDate.ofInstant(then, stock.zone);
    PolicyModule policy = stock.policies.inForce(Policies.SHORTENED, then).orElseThrow();
    Set<CallId> left = new HashSet<>();
    stock.region.ledger().all().stream()
        .filter(each -> each.appId().equals(tenants.shortened()))
        .filter(each -> today.isBefore(recordGoneBy(each.callId())))
        .filter(each -> isPast(policy, DataClass.MONITORING, each.callId(), today))
        .forEach(each -> left.add(each.callId()));
    stock.region.log().all().stream()
        .filter(each -> each.appId().equals(Optional.of(tenants.shortened())))
        .filter(each -> today.isBefore(each.keptFor().goneBy(day(each.callId()))))
        .filter(each -> isPast(policy, DataClass.OPERATION_LOG, each.callId(), today))
        .forEach(each -> left.add(each.callId()));
    truth.demand(
        left.isEmpty(), "%d calls are past the shortened period of their policy", left.size());
  }

  /** What is past that is looked for by another rule. */
  private LocalDate recordGoneBy(CallId id) {
    return stock.region.ledger().keptFor(id).orElseThrow().goneBy(day(id));
  }

  private boolean isPast(PolicyModule policy, DataClass dataClass, CallId id, LocalDate today) {
    return !today.isBefore(policy.retention(dataClass).goneBy(day(id)));
  }

  private void noRecordPastItsPeriod(LocalDate today) {
    count("records");
    for (MonitoringRecord each : stock.region.ledger().all()) {
      RetentionPeriod period = stock.region.ledger().keptFor(each.callId()).orElseThrow();
      truth.demand(
          today.isBefore(period.goneBy(day(each.callId()))),
          "the record of %s is past its %s",
          truth.name(each.callId()),
          period.period());
    }
  }

  private void noEntryPastItsPeriod(LocalDate today) {
    count("log entries");
    for (OperationLogEntry each : stock.region.log().all()) {
      truth.demand(
          today.isBefore(each.keptFor().goneBy(day(each.callId()))),
          "the log entry of %s is past its %s",
          truth.name(each.callId()),
          each.keptFor().period());
    }
  }

  private void nothingHeldWithoutAHold() {
    count("copies held");
    for (MonitoringRecord each : stock.region.ledger().held()) {
      truth.demand(
          isHeld(DataClass.MONITORING, each.callId()),
          "the record of %s is held by no hold",
          truth.name(each.callId()));
    }
    for (OperationLogEntry each : stock.region.log().held()) {
      truth.demand(
          isHeld(DataClass.OPERATION_LOG, each.callId()),
          "the log entry of %s is held by no hold",
          truth.name(each.callId()));
    }
  }

  private void noUploadOfACallThatIsOver(Instant bound) {
    count("uploads");
    for (String name : stock.uploads.list(Integer.MAX_VALUE)) {
      Optional<UploadKey> key = UploadKey.parse(name);
      truth.demand(
          key.isPresent()
              && (!key.get().callId().received().isBefore(bound)
                  || isHeld(DataClass.UPLOAD_AND_RESULT, key.get().callId())),
          "%s is in the bucket still",
          key.map(each -> "the upload of " + truth.name(each.callId())).orElse(name));
    }
  }

  private void nothingUndeliveredBilled(Instant bound) {
    count("bills");
    for (MonitoringRecord each : stock.region.ledger().all()) {
      Truth.Call call = truth.calls().get(each.callId());
      truth.demand(
          each.fee() == 0 || !each.callId().received().isBefore(bound) || call.answerLeft,
          "%s is billed and was never delivered",
          truth.name(each.callId()));
    }
  }

  private void noItemPastItsTime(Instant then) {
    count("identification");
    Set<LocalDate> days = stock.subjects.dayKeys();
    for (Identification each : stock.subjects.all()) {
      days.remove(LocalDate.ofInstant(each.storedAt(), stock.zone));
      truth.demand(
          each.until().isAfter(then)
              || !stock.subjects.heldBy(each.appId(), each.callId()).isEmpty(),
          "identification data of %s is past its time",
          truth.name(each.callId()));
    }
    days.removeIf(day -> !day.isBefore(LocalDate.ofInstant(then, stock.zone)));
    truth.demand(days.isEmpty(), "keys of days without data: %s", days);
  }

  private void everyErasureHasItsLeaf(Instant bound) {
    count("leaves");
    auditor.look();
    for (var each : truth.uploads().entrySet()) {
      if (!each.getValue().shown) {
        show(each.getKey(), each.getValue(), bound);
      }
    }
    truth.demand(
        auditor.uploads() <= shown,
        "%d leaves tell of uploads' erasures, of which there were %d",
        auditor.uploads(),
        shown);
  }

  private void show(UploadKey key, Truth.Upload upload, Instant bound) {
    String name = truth.name(key.callId());
    if (upload.place.isEmpty()) {
      truth.demand(
          !upload.gone || !upload.wasThere || !key.callId().received().isBefore(bound),
          "the erasure of the upload of %s has no leaf",
          name);
      return;
    }
    Optional<Leaf> leaf = auditor.leaf(upload.place.get());
    if (leaf.isEmpty() && !truth.isPublished(upload)) {
      return; // it got its place after the last run that nothing went wrong in
    }
    truth.demand(
        leaf.isPresent() && Arrays.equals(leaf.get().bytes(), upload.leaf),
        "the leaf of the upload of %s is not in the log: %s",
        name,
        leaf);
    upload.shown = true;
    shown++;
  }

  void withdrawalsLeftNothing() {
    count("withdrawals");
    for (var each : truth.withdrawn) {
      long left =
          stock.subjects.find(tenants.first(), stock.pseudonyms.of(tenants.first(), each)).stream()
              .flatMap(state -> stock.subjects.items(state.subject()).stream())
              .filter(item -> item.content().purposes().contains(SubjectFixtures.TRAINING))
              .count();
      truth.demand(left == 0, "%d items of %s are left after its withdrawal", left, each);
    }
    Set<String> cleared =
        stock.control.history(tenants.first()).entries().stream()
            .filter(entry -> entry.act() instanceof ConsentAct.Cleared)
            .map(entry -> ((ConsentAct.Cleared) entry.act()).attestation())
            .collect(Collectors.toSet());
    for (Identification each : stock.subjects.read()) {
      truth.demand(
          each.attestations().values().stream().noneMatch(cleared::contains),
          "an item of %s rests on an attestation that was cleared",
          truth.name(each.callId()));
    }
  }

  /** Neither too early, nor under a hold at all. */
  private void recordsStandForTheirPeriod() {
    count("held and early");
    Map<CallId, MonitoringRecord> records =
        stock.region.ledger().all().stream()
            .collect(Collectors.toMap(MonitoringRecord::callId, each -> each));
    Map<CallId, OperationLogEntry> entries =
        stock.region.log().all().stream()
            .collect(Collectors.toMap(OperationLogEntry::callId, each -> each));
    Set<CallId> heldRecords =
        stock.region.ledger().held().stream()
            .map(MonitoringRecord::callId)
            .collect(Collectors.toSet());
    Set<CallId> heldEntries =
        stock.region.log().held().stream()
            .map(OperationLogEntry::callId)
            .collect(Collectors.toSet());
    LocalDate latest = LocalDate.ofInstant(time.latest(), stock.zone);
    truth
        .calls()
        .forEach(
            (id, call) -> {
              MonitoringRecord record = records.get(id);
              OperationLogEntry entry = entries.get(id);
              if (call.recorded && record == null) {
                truth.demand(
                    !latest.isBefore(call.recordKeptFor.goneBy(day(id)))
                        || call.app.equals(tenants.shortened()),
                    "the record of %s went before its time",
                    truth.name(id));
                truth.demand(
                    !isHeldSoon(DataClass.MONITORING, call, id) || heldRecords.contains(id),
                    "the record of %s is gone, and a legal hold keeps it",
                    truth.name(id));
              }
              if (call.logged && entry == null) {
                truth.demand(
                    !latest.isBefore(call.entryKeptFor.goneBy(day(id)))
                        || call.app.equals(tenants.shortened()),
                    "the log entry of %s went before its time",
                    truth.name(id));
                truth.demand(
                    !isHeldSoon(DataClass.OPERATION_LOG, call, id) || heldEntries.contains(id),
                    "the log entry of %s is gone, and a legal hold keeps it",
                    truth.name(id));
              }
              if (record != null) {
                call.recorded = true;
                call.recordKeptFor = stock.region.ledger().keptFor(id).orElseThrow();
              }
              if (entry != null) {
                call.logged = true;
                call.entryKeptFor = entry.keptFor();
              }
            });
  }

  private boolean isHeldSoon(DataClass dataClass, Truth.Call call, CallId id) {
    return truth.isHeldSince(dataClass, call.app, id, id.received().plus(SOON));
  }

  private boolean isHeld(DataClass dataClass, CallId id) {
    Truth.Call call = truth.calls().get(id);
    return stock.holds.scopes().stream().anyMatch(each -> each.holds(dataClass, call.app, id));
  }

  private void count(String rule) {
    checks.merge(rule, 1, Integer::sum);
  }

  private LocalDate day(CallId id) {
    return LocalDate.ofInstant(id.received(), stock.zone);
  }
}
