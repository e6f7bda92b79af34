package io.palimpsest.retention.simulation;

import io.palimpsest.evidence.leaf.Erased;
import io.palimpsest.evidence.leaf.ExportMade;
import io.palimpsest.evidence.leaf.Leaf;
import io.palimpsest.platform.debugcopies.DebugCopy;
import io.palimpsest.platform.evidence.EvidenceQueue.Notice;
import io.palimpsest.platform.evidence.LeafWords;
import io.palimpsest.platform.exports.Export;
import io.palimpsest.platform.exports.ExportEvent;
import io.palimpsest.platform.holds.HeldScope;
import io.palimpsest.platform.lookup.ErasedNow;
import io.palimpsest.platform.lookup.Part;
import io.palimpsest.platform.metering.CallId;
import io.palimpsest.platform.subjects.Identification;
import io.palimpsest.policy.DataClass;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What must hold of identification data, of exports of it, and of what is erased at once. */
final class IdentityRules {
  private static final String IDENTITY = LeafWords.of(DataClass.IDENTIFICATION);
  private static final String COPY = LeafWords.of(DataClass.DEBUG_COPY);
  private static final Set<DataClass> OWN = Set.of(DataClass.IDENTIFICATION, DataClass.DEBUG_COPY);
  private static final String EXPORT = LeafWords.of(DataClass.IDENTIFICATION_EXPORT);

  private final Stock stock;
  private final Truth truth;
  private final Auditor auditor;

  /** What there was of each hold when it came into force. */
  private final Map<HeldScope, Set<CallId>> held = new HashMap<>();

  IdentityRules(Stock stock, Truth truth, Auditor auditor) {
    this.stock = stock;
    this.truth = truth;
    this.auditor = auditor;
  }

  /** Notes what holds that are new keep, and that those that stand kept what they did. */
  void nothingHeldIsErased() {
    List<HeldScope> inForce = stock.holds.scopes();
    held.keySet().retainAll(inForce);
    if (inForce.stream().noneMatch(each -> OWN.contains(each.dataClass()))) {
      return;
    }
    List<Identification> all = stock.subjects.all();
    Set<CallId> there = all.stream().map(Identification::callId).collect(Collectors.toSet());
    Set<CallId> copies = copies();
    for (HeldScope scope : inForce) {
      if (scope.dataClass() == DataClass.IDENTIFICATION) {
        demandThere(held.computeIfAbsent(scope, _ -> covered(scope, all)), there);
      } else if (scope.dataClass() == DataClass.DEBUG_COPY) {
        demandThere(held.computeIfAbsent(scope, _ -> coveredCopies(scope)), copies);
      }
    }
  }

  private void demandThere(Set<CallId> held, Set<CallId> there) {
    for (CallId each : held) {
      truth.demand(
          there.contains(each), "data of %s is gone, and a legal hold keeps it", truth.name(each));
    }
  }

  private Set<CallId> copies() {
    return stock.copies.all().stream().map(DebugCopy::callId).collect(Collectors.toSet());
  }

  private Set<CallId> coveredCopies(HeldScope scope) {
    return stock.copies.all().stream()
        .filter(
            each ->
                stock.copies.heldBy(each.appId(), each.callId()).stream()
                    .anyMatch(by -> by.hold().equals(scope.hold())))
        .map(DebugCopy::callId)
        .collect(Collectors.toSet());
  }

  private Set<CallId> covered(HeldScope scope, List<Identification> all) {
    return all.stream()
        .filter(
            each ->
                stock.subjects.heldBy(each.appId(), each.callId()).stream()
                    .anyMatch(by -> by.hold().equals(scope.hold())))
        .map(Identification::callId)
        .collect(Collectors.toSet());
  }

  /** An answer says what is true at that moment. */
  void erasedNow(CallId id, Truth.Call call, ErasedNow answer, Instant now) {
    boolean read = stock.subjects.read().stream().anyMatch(each -> each.callId().equals(id));
    boolean there = stock.subjects.all().stream().anyMatch(each -> each.callId().equals(id));
    truth.demand(
        stock.copies.read(id, now).isEmpty() || answer.copy() instanceof Part.Unknown,
        "the debug copy of call #%d is read after it was erased at once: %s",
        call.number,
        answer.copy());
    boolean upload = stock.uploads.exists(truth.upload(id));
    truth.demand(
        !read || answer.identification() instanceof Part.Unknown,
        "identification data of call #%d is read after it was erased at once: %s",
        call.number,
        answer.identification());
    truth.demand(
        there || !(answer.identification() instanceof Part.Held),
        "identification data of call #%d is said to be held, and gone",
        call.number);
    truth.demand(
        !upload || !answer.upload().gone(),
        "the upload of call #%d is there after it was erased at once: %s",
        call.number,
        answer.upload());
    truth.demand(
        upload || !(answer.upload() instanceof Part.Held),
        "the upload of call #%d is said to be held, and gone",
        call.number);
  }

  /** Whatever goes is told, once; at any time, since it is entered as it goes. */
  void everyItemThatWentIsTold() {
    Set<CallId> items = new HashSet<>(truth.items());
    stock.subjects.all().forEach(each -> items.remove(each.callId()));
    Set<CallId> copies = new HashSet<>(truth.copies());
    copies.removeAll(copies());
    List<Leaf> waiting = waiting();
    demandTold(IDENTITY, waiting, items.size());
    demandTold(COPY, waiting, copies.size());
  }

  private void demandTold(String dataClass, List<Leaf> waiting, int gone) {
    Set<String> told = new HashSet<>(auditor.commitments(dataClass));
    waiting.stream()
        .filter(leaf -> leaf instanceof Erased erased && erased.dataClass().equals(dataClass))
        .forEach(leaf -> told.add(((Erased) leaf).of().text()));
    truth.demand(
        told.size() == gone,
        "%d leaves tell of data of class %s, of which %d items went",
        told.size(),
        dataClass,
        gone);
  }

  void noDebugCopyPastItsTime(Instant then) {
    for (DebugCopy each : stock.copies.all()) {
      truth.demand(
          each.due().isAfter(then) || isHeld(each),
          "the debug copy of %s is past its time",
          truth.name(each.callId()));
    }
  }

  private boolean isHeld(DebugCopy copy) {
    return !stock.copies.heldBy(copy.appId(), copy.callId()).isEmpty();
  }

  /** Unless somebody let them be made, and still does. */
  void noDebugCopyThatNobodyWants(Instant then) {
    for (DebugCopy each : stock.copies.all()) {
      boolean wanted =
          stock
              .control
              .application(each.appId())
              .flatMap(application -> stock.control.history(application.tenant()).debug())
              .filter(leave -> leave.until().isAfter(then))
              .isPresent();
      truth.demand(
          wanted || isHeld(each) || each.made().isAfter(then), // by a clock that was ahead
          "the debug copy of %s is there, and nobody wants it",
          truth.name(each.callId()));
    }
  }

  /** What is to be told and perhaps in no log yet. */
  private List<Leaf> waiting() {
    List<Leaf> leaves =
        stock.evidence.queue().notices(Integer.MAX_VALUE).stream()
            .map(Notice::leaf)
            .map(Leaf::parse)
            .collect(Collectors.toList());
    for (int year : stock.evidence.logs().keySet()) {
      stock.evidence.queue().leaves(year, 0, Integer.MAX_VALUE).stream()
          .map(Leaf::parse)
          .forEach(leaves::add);
    }
    return leaves;
  }

  /** Nothing is in an export that may not be read any more, or not for its purpose. */
  void exportsHoldOnlyWhatMayBeUsed() {
    Map<CallId, Identification> read =
        stock.subjects.read().stream().collect(Collectors.toMap(Identification::callId, it -> it));
    for (Export export : stock.exports.exports()) {
      for (CallId item : stock.exports.items(export.id(), Optional.empty(), Integer.MAX_VALUE)) {
        truth.demand(
            export.state() != Export.State.ERASED,
            "an export that was erased has data of %s",
            truth.name(item));
        truth.demand(
            read.containsKey(item) && read.get(item).purposes().contains(export.purpose()),
            "an export has data of %s that may not be used",
            truth.name(item));
      }
    }
  }

  void noExportPastItsTime(Instant then) {
    for (Export each : stock.exports.exports()) {
      truth.demand(
          each.until().isAfter(then) || each.state() == Export.State.ERASED && each.there() == 0,
          "an export is past its time");
    }
  }

  /** After what is told of exports came into the log. */
  void everyExportIsTold() {
    Collection<ExportEvent> events =
        stock.exports.exports().stream()
            .flatMap(each -> stock.exports.events(each.id()).stream())
            .toList();
    demandTold(events, ExportEvent.Kind.FINISHED, auditor.leaves(ExportMade.class, EXPORT));
    demandTold(events, ExportEvent.Kind.ERASED, auditor.leaves(Erased.class, EXPORT));
  }

  private void demandTold(Collection<ExportEvent> events, ExportEvent.Kind kind, int leaves) {
    long happened = events.stream().filter(each -> each.kind() == kind).count();
    truth.demand(
        leaves == happened, "%d leaves tell of %d exports that were %s", leaves, happened, kind);
  }
}
