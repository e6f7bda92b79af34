package io.palimpsest.platform.testkit;

import io.palimpsest.evidence.leaf.Cause;
import io.palimpsest.platform.debugcopies.CopyContent;
import io.palimpsest.platform.debugcopies.DebugCopy;
import io.palimpsest.platform.debugcopies.DebugCopy.Origin;
import io.palimpsest.platform.debugcopies.DebugCopyStore;
import io.palimpsest.platform.holds.HeldScope;
import io.palimpsest.platform.metering.CallId;
import io.palimpsest.platform.subjects.IdentificationErasure.HeldBy;
import io.palimpsest.platform.tenancy.AppId;
import io.palimpsest.policy.DataClass;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Debug copies in memory, in clear: rows and objects apart, as they lie in two stores, each with a
 * switch that takes it away. Thread-safe.
 */
public final class InMemoryDebugCopies implements DebugCopyStore {
  private final Outage rowsAway = new Outage("debug copies");
  private final Outage objectsAway = new Outage("objects of debug copies");
  private final CopyTelling telling;
  private final Supplier<List<HeldScope>> holds;
  private final NavigableMap<CallId, Row> rows;
  private final Map<CallId, CopyContent> objects;

  /**
   * @param holds those in force in the region
   */
  public InMemoryDebugCopies(CopyTelling telling, Supplier<List<HeldScope>> holds) {
    this(telling, holds, new TreeMap<>(), new HashMap<>());
  }

  private InMemoryDebugCopies(
      CopyTelling telling,
      Supplier<List<HeldScope>> holds,
      NavigableMap<CallId, Row> rows,
      Map<CallId, CopyContent> objects) {
    this.telling = telling;
    this.holds = holds;
    this.rows = rows;
    this.objects = objects;
  }

  /** The same copies for a process that the object store does not answer; for one thread. */
  DebugCopyStore withoutObjects() {
    InMemoryDebugCopies broken = new InMemoryDebugCopies(telling, holds, rows, objects);
    broken.objectsAway.begin();
    return broken;
  }

  private enum State {
    WRITING,
    READY,
    CLOSED
  }

  private record Row(DebugCopy copy, State state, Optional<Cause> cause, boolean wasHeld) {
    boolean isReadable(Instant now) {
      return state == State.READY && cause.isEmpty() && now.isBefore(copy.due());
    }

    Row in(State next) {
      return new Row(copy, next, cause, wasHeld);
    }

    Row closed(Cause why) {
      return new Row(copy, State.CLOSED, Optional.of(cause.orElse(why)), wasHeld);
    }

    /** Due at once, as soon as no hold keeps it. */
    Row hidden(Cause why) {
      DebugCopy due =
          new DebugCopy(
              copy.appId(),
              copy.callId(),
              copy.action(),
              copy.policy(),
              copy.made(),
              copy.made().plusNanos(1000),
              copy.bytes());
      return new Row(due, state, Optional.of(why), wasHeld);
    }

    Row held() {
      return new Row(copy, state, cause, true);
    }
  }

  /** Takes the rows away and brings them back. */
  public Outage outage() {
    return rowsAway;
  }

  /** Takes the objects away and brings them back. */
  public Outage objectsOutage() {
    return objectsAway;
  }

  /** Every row there is, whatever its state, in the order of calls. */
  public synchronized List<DebugCopy> all() {
    return rows.values().stream().map(Row::copy).toList();
  }

  /** Calls of which there is an object. */
  public synchronized Set<CallId> objects() {
    return Set.copyOf(objects.keySet());
  }

  /** Puts an object there that no row has. */
  public synchronized void plant(CallId call, CopyContent content) {
    objects.put(call, content);
  }

  @Override
  public synchronized boolean keep(DebugCopy copy, CopyContent content, BooleanSupplier allowed) {
    rowsAway.check("enter a debug copy");
    if (!allowed.getAsBoolean()) {
      return false;
    }
    rows.put(copy.callId(), new Row(copy, State.WRITING, Optional.empty(), false));
    objectsAway.check("write a debug copy");
    objects.put(copy.callId(), content);
    rowsAway.check("complete a debug copy");
    rows.computeIfPresent(copy.callId(), (_, row) -> row.in(State.READY));
    return true;
  }

  @Override
  public synchronized List<DebugCopy> list(
      Set<AppId> owners, Instant now, Optional<CallId> after, int limit) {
    rowsAway.check("list debug copies");
    return after.map(call -> rows.tailMap(call, false)).orElse(rows).values().stream()
        .filter(row -> owners.contains(row.copy.appId()) && row.isReadable(now))
        .map(Row::copy)
        .limit(limit)
        .toList();
  }

  @Override
  public synchronized Optional<DebugCopy> find(CallId call) {
    rowsAway.check("find a debug copy");
    return Optional.ofNullable(rows.get(call)).map(Row::copy);
  }

  @Override
  public synchronized Optional<CopyContent> read(CallId call, Instant now) {
    rowsAway.check("find a debug copy");
    objectsAway.check("read a debug copy");
    return Optional.ofNullable(rows.get(call))
        .filter(row -> row.isReadable(now))
        .flatMap(row -> Optional.ofNullable(objects.get(call)));
  }

  @Override
  public synchronized Set<Origin> origins() {
    rowsAway.check("ask where debug copies came from");
    return rows.values().stream()
        .filter(row -> row.cause.isEmpty())
        .map(row -> row.copy.origin())
        .collect(Collectors.toSet());
  }

  @Override
  public synchronized int eraseDue(Instant by) {
    rowsAway.check("close debug copies");
    rows.replaceAll((_, row) -> !row.copy.due().isAfter(by) && isHeld(row) ? row.held() : row);
    return finish(row -> row.state == State.CLOSED)
        + erase(Cause.PERIOD_OVER, row -> !row.copy.due().isAfter(by));
  }

  @Override
  public synchronized int eraseUnfinished(Instant before) {
    return erase(
        Cause.COMPLETED, row -> row.state == State.WRITING && row.copy.made().isBefore(before));
  }

  @Override
  public synchronized int erase(Origin origin, Instant madeBy, Cause cause) {
    Predicate<Row> these =
        row -> row.copy.origin().equals(origin) && !row.copy.made().isAfter(madeBy);
    return cause == Cause.PERIOD_OVER ? erase(cause, these) : eraseOrHide(cause, these);
  }

  @Override
  public synchronized int erase(AppId owner, CallId call) {
    return eraseOrHide(
        Cause.WITHDRAWN, row -> row.copy.appId().equals(owner) && row.copy.callId().equals(call));
  }

  @Override
  public synchronized int eraseLeft(AppId appId) {
    return eraseOrHide(Cause.OFF_BOARDED, row -> row.copy.appId().equals(appId));
  }

  @Override
  public synchronized List<HeldBy> heldBy(AppId owner, CallId call) {
    rowsAway.check("ask what is held");
    return heldBy(row -> row.copy.appId().equals(owner) && row.copy.callId().equals(call));
  }

  @Override
  public synchronized List<HeldBy> heldBy(AppId appId) {
    rowsAway.check("ask what is held");
    return heldBy(row -> row.copy.appId().equals(appId));
  }

  @Override
  public synchronized int sweep(Instant before) {
    rowsAway.check("find debug copies");
    objectsAway.check("list");
    List<CallId> strangers =
        objects.keySet().stream()
            .filter(call -> !rows.containsKey(call) && call.received().isBefore(before))
            .toList();
    strangers.forEach(objects::remove);
    return strangers.size();
  }

  private int eraseOrHide(Cause cause, Predicate<Row> which) {
    rowsAway.check("hide debug copies");
    rows.replaceAll(
        (_, row) ->
            which.test(row) && row.cause.isEmpty() && isHeld(row) ? row.hidden(cause) : row);
    return erase(cause, which);
  }

  private int erase(Cause cause, Predicate<Row> which) {
    rowsAway.check("close debug copies");
    Set<CallId> closed =
        rows.values().stream()
            .filter(row -> row.state != State.CLOSED && !isHeld(row))
            .filter(which)
            .map(row -> row.copy.callId())
            .collect(Collectors.toSet());
    closed.forEach(call -> rows.computeIfPresent(call, (_, row) -> row.closed(cause)));
    return finish(row -> closed.contains(row.copy.callId()));
  }

  /** Closed ones go: object first, then the row with its leaf. */
  private int finish(Predicate<Row> which) {
    List<Row> closed = rows.values().stream().filter(which).toList();
    for (Row row : closed) {
      objectsAway.check("erase a debug copy");
      objects.remove(row.copy.callId());
      telling.tell(row.copy, row.cause.orElseThrow(), row.wasHeld);
      rows.remove(row.copy.callId());
    }
    return closed.size();
  }

  private boolean isHeld(Row row) {
    return holds.get().stream().anyMatch(scope -> holds(scope, row));
  }

  private static boolean holds(HeldScope scope, Row row) {
    return scope.holds(DataClass.DEBUG_COPY, row.copy.appId(), row.copy.callId());
  }

  private List<HeldBy> heldBy(Predicate<Row> which) {
    List<Row> asked = rows.values().stream().filter(which).toList();
    return holds.get().stream()
        .filter(scope -> asked.stream().anyMatch(row -> holds(scope, row)))
        .map(scope -> new HeldBy(scope.hold(), scope.basis(), scope.until()))
        .distinct()
        .toList();
  }
}
