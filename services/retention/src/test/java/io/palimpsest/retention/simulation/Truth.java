package io.palimpsest.retention.simulation;

import io.palimpsest.platform.erasure.UploadKey;
import io.palimpsest.platform.evidence.EvidenceQueue.Place;
import io.palimpsest.platform.evidence.EvidenceQueue.Placement;
import io.palimpsest.platform.evidence.UploadCommitment;
import io.palimpsest.platform.holds.HeldScope;
import io.palimpsest.platform.metering.CallId;
import io.palimpsest.platform.subjects.EndUserReference;
import io.palimpsest.platform.tenancy.AppId;
import io.palimpsest.policy.DataClass;
import io.palimpsest.policy.RetentionPeriod;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;

/** What really happened, as nobody in the simulated world knows it. */
final class Truth {
  private static final Duration SPREADING = Duration.ofMinutes(1);

  private final Time time;
  private final Supplier<String> who;
  private final Map<CallId, Call> calls = new TreeMap<>();
  private final Map<UploadKey, Upload> uploads = new LinkedHashMap<>();
  private final Map<CallId, UploadKey> uploadOf = new HashMap<>();
  private final Map<HeldScope, Since> holds = new HashMap<>();
  private final Set<CallId> items = new HashSet<>();
  private final Set<CallId> copies = new HashSet<>();
  private boolean erasingNow;
  private int places;
  private int published;
  final Set<EndUserReference> withdrawn = new HashSet<>();
  private Optional<String> broken = Optional.empty();

  /** A call. */
  static final class Call {
    final int number;
    final AppId app;
    boolean answerLeft;
    boolean recorded;
    RetentionPeriod recordKeptFor = RetentionPeriod.parse("P0D");
    boolean logged;
    RetentionPeriod entryKeptFor = RetentionPeriod.parse("P0D");

    private Call(int number, AppId app) {
      this.number = number;
      this.app = app;
    }
  }

  /** Since when a hold is in force in the region, by the clock there and in truth. */
  private record Since(Instant shown, Instant real) {}

  /** What became of an upload. */
  static final class Upload {
    boolean wasThere;
    boolean gone;

    /** Written by a request that nobody waited for any more. */
    boolean cameLate;

    /** Where its leaf was to stand. */
    Optional<Place> place = Optional.empty();

    /** Which one it was that got a place. */
    private int number;

    byte[] leaf = {};
    boolean shown;
  }

  /**
   * @param who is at work
   */
  Truth(Time time, Supplier<String> who) {
    this.time = time;
    this.who = who;
  }

  Call called(UploadKey upload) {
    Call call = new Call(calls.size() + 1, upload.appId());
    calls.put(upload.callId(), call);
    uploads.put(upload, new Upload());
    uploadOf.put(upload.callId(), upload);
    return call;
  }

  Map<CallId, Call> calls() {
    return calls;
  }

  Map<UploadKey, Upload> uploads() {
    return uploads;
  }

  UploadKey upload(CallId id) {
    return uploadOf.get(id);
  }

  /** Identification data came of a call. */
  void stored(CallId id) {
    items.add(id);
  }

  /** The calls of which there ever was any. */
  Set<CallId> items() {
    return items;
  }

  /** A debug copy came of a call. */
  void copied(CallId id) {
    copies.add(id);
  }

  /** The calls of which there ever was one. */
  Set<CallId> copies() {
    return copies;
  }

  /** From now on a gateway erases since somebody asks it to, and not since a call is over. */
  void erasingNow(boolean now) {
    erasingNow = now;
  }

  String name(CallId id) {
    Call call = calls.get(id);
    return call == null ? id.toString() : "call #" + call.number;
  }

  void staged(UploadKey key) {
    Upload upload = uploads.computeIfAbsent(key, _ -> new Upload());
    upload.cameLate |= upload.gone;
    upload.wasThere = true;
    upload.gone = false;
  }

  void erased(UploadKey key, boolean wasThere) {
    Upload upload = uploads.computeIfAbsent(key, _ -> new Upload());
    upload.gone = true;
    if (wasThere && (erasingNow || who.get().startsWith("clock")) && isHeld(key)) {
      broken("the upload of " + name(key.callId()) + " was swept while a legal hold keeps it");
    }
  }

  /** An erasure got its place in a log. */
  void told(Placement.OfErasure erasure, Place place) {
    UploadKey key = uploadOf.get(erasure.callId());
    Upload upload = uploads.get(key);
    demand(
        upload.place.isEmpty(),
        "the erasure of the upload of %s is told twice",
        name(erasure.callId()));
    demand(
        !upload.wasThere || upload.gone || upload.cameLate,
        "a leaf tells that the upload of %s is gone, and it is there",
        name(erasure.callId()));
    demand(
        new String(erasure.leaf(), StandardCharsets.UTF_8)
            .contains(UploadCommitment.to(key, erasure.salt()).text()),
        "the leaf of the upload of %s is of something else",
        name(erasure.callId()));
    upload.place = Optional.of(place);
    upload.number = ++places;
    upload.leaf = erasure.leaf();
  }

  /** Whatever has a place stands in the log. */
  void published() {
    published = places;
  }

  /** Whether its leaf has to stand in the log by now. */
  boolean isPublished(Upload upload) {
    return upload.place.isPresent() && upload.number <= published;
  }

  /** For as long as it may take until those that erase know of it. */
  private boolean isHeld(UploadKey key) {
    Instant known = time.real().minus(SPREADING);
    return holds.entrySet().stream()
        .filter(each -> each.getValue().real().isBefore(known))
        .anyMatch(
            each -> each.getKey().holds(DataClass.UPLOAD_AND_RESULT, key.appId(), key.callId()));
  }

  /** The holds that are in force in the region. */
  void held(Collection<HeldScope> scopes) {
    holds.keySet().retainAll(scopes);
    scopes.forEach(each -> holds.putIfAbsent(each, new Since(time.instant(), time.real())));
  }

  /** Whether what this class has of a call is held, and was at an instant. */
  boolean isHeldSince(DataClass dataClass, AppId app, CallId id, Instant since) {
    return holds.entrySet().stream()
        .anyMatch(
            each ->
                each.getKey().holds(dataClass, app, id) && !each.getValue().shown().isAfter(since));
  }

  List<HeldScope> holds() {
    return List.copyOf(holds.keySet());
  }

  /** Something that must hold does not; kept, since whoever is at work may swallow anything. */
  void broken(String what) {
    broken = broken.or(() -> Optional.of(what));
  }

  void demand(boolean holds, String what, Object... values) {
    if (!holds) {
      broken(what.formatted(values));
    }
  }

  void check() {
    broken.ifPresent(
        what -> {
          throw new Broken(what);
        });
  }
}
