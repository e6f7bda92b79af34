package io.palimpsest.platform.testkit;

import io.palimpsest.platform.evidence.DailyTally;
import io.palimpsest.platform.evidence.ErasedItem;
import io.palimpsest.platform.evidence.EvidenceQueue;
import io.palimpsest.platform.evidence.LeavingDays;
import io.palimpsest.platform.evidence.Salt;
import io.palimpsest.platform.metering.CallId;
import io.palimpsest.policy.DataClass;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A region's evidence queue in memory, over its outbox and ledger, with the days that are being
 * dropped. Thread-safe.
 */
public final class InMemoryEvidenceQueue implements EvidenceQueue, LeavingDays {
  private final Outage outage = new Outage("evidence");
  private final InMemoryCallLedger ledger;
  private final InMemoryErasureOutbox outbox;
  private final ZoneId zone;
  private final Map<Integer, DailyTally> tallies = new HashMap<>();
  private final NavigableMap<Long, Notice> notices = new TreeMap<>();
  private final Map<CallId, Place> places = new HashMap<>();
  private final Map<CallId, Salt> salts = new HashMap<>();
  private final Map<ItemId, ErasedItem> items = new HashMap<>();
  private final Map<Long, ItemId> itemsOfNotices = new HashMap<>();
  private final Map<ItemId, Place> placesOfItems = new HashMap<>();
  private final Map<Integer, Long> placed = new HashMap<>();
  private final Map<Integer, Long> released = new HashMap<>();
  private final NavigableMap<Place, byte[]> leaves =
      new TreeMap<>(Comparator.comparingInt(Place::year).thenComparingLong(Place::index));
  private final Map<List<Object>, Leaving> leaving = new LinkedHashMap<>();
  private long entered;

  private record ItemId(CallId callId, DataClass dataClass) {}

  public InMemoryEvidenceQueue(
      InMemoryCallLedger ledger, InMemoryErasureOutbox outbox, ZoneId zone) {
    this.ledger = ledger;
    this.outbox = outbox;
    this.zone = zone;
  }

  /** Takes the store away and brings it back. */
  public Outage outage() {
    return outage;
  }

  @Override
  public synchronized List<Erasure> erasures(int limit) {
    outage.check("list erasures without a leaf");
    return outbox.completed(Integer.MAX_VALUE).stream()
        .filter(each -> !places.containsKey(each.upload().callId()))
        .limit(limit)
        .map(each -> new Erasure(each, ledger.salt(each.upload().callId())))
        .toList();
  }

  @Override
  public synchronized List<Notice> notices(int limit) {
    outage.check("list notices");
    return notices.values().stream().limit(limit).toList();
  }

  @Override
  public synchronized void enter(byte[] leaf) {
    outage.check("enter a notice");
    notices.put(entered, new Notice(entered, leaf));
    entered++;
  }

  /** Enters all of these leaves or, while the store is away, none. */
  public synchronized void enter(List<byte[]> all) {
    outage.check("enter notices");
    all.forEach(this::enter);
  }

  @Override
  public synchronized void enter(Leaving day) {
    outage.check("enter a day that leaves");
    leaving.merge(key(day), day, (first, again) -> first.items() < again.items() ? again : first);
  }

  @Override
  public synchronized List<Leaving> open(DataClass dataClass) {
    outage.check("list days that leave");
    return leaving.values().stream().filter(each -> each.dataClass() == dataClass).toList();
  }

  @Override
  public synchronized boolean tell(Leaving gone, byte[] leaf) {
    outage.check("tell of a day that left");
    boolean first = leaving.remove(key(gone)) != null;
    if (first) {
      enter(leaf);
    }
    return first;
  }

  private static List<Object> key(Leaving day) {
    return List.of(day.dataClass(), day.keptUnder(), day.day(), day.share());
  }

  @Override
  public synchronized Progress progress(int year) {
    outage.check("ask how far a log is");
    return new Progress(placed.getOrDefault(year, 0L), released.getOrDefault(year, 0L));
  }

  @Override
  public synchronized boolean place(int year, long first, List<Placement> placements) {
    outage.check("place leaves");
    if (placed.getOrDefault(year, 0L) != first) {
      return false;
    }
    long index = first;
    for (Placement each : placements) {
      Place place = new Place(year, index++);
      leaves.put(place, each.leaf());
      tally(year).add(each.leaf());
      switch (each) {
        case Placement.OfNotice(long number, byte[] _) -> {
          notices.remove(number);
          Optional.ofNullable(itemsOfNotices.remove(number))
              .ifPresent(item -> placesOfItems.put(item, place));
        }
        case Placement.OfLog _ -> {}
        case Placement.OfErasure erasure -> {
          places.put(erasure.callId(), place);
          salts.put(erasure.callId(), erasure.salt());
          outbox.told(erasure.callId());
        }
      }
    }
    placed.put(year, index);
    return true;
  }

  @Override
  public synchronized List<byte[]> leaves(int year, long from, int limit) {
    outage.check("read placed leaves");
    return new ArrayList<>(
            leaves
                .subMap(new Place(year, from), true, new Place(year, Long.MAX_VALUE), true)
                .values())
        .stream().limit(limit).toList();
  }

  @Override
  public synchronized void release(int year, long before) {
    outage.check("release leaves");
    released.merge(year, before, Math::max);
    leaves.subMap(new Place(year, 0), true, new Place(year, before), false).clear();
  }

  @Override
  public synchronized List<Placed> placed(int year, long from, long to) {
    outage.check("list placed leaves");
    return places.entrySet().stream()
        .filter(each -> each.getValue().year() == year)
        .filter(each -> each.getValue().index() >= from && each.getValue().index() < to)
        .flatMap(
            each ->
                find(each.getKey()).stream()
                    .map(shown -> new Placed(each.getValue().index(), shown.entry(), shown.salt())))
        .sorted(Comparator.comparingLong(Placed::index))
        .toList();
  }

  @Override
  public synchronized Optional<Shown> find(CallId callId) {
    outage.check("find an erasure's leaf");
    return outbox
        .find(callId)
        .map(
            entry ->
                new Shown(
                    entry,
                    Optional.ofNullable(salts.get(callId)).or(() -> ledger.salt(callId)),
                    Optional.ofNullable(places.get(callId))));
  }

  @Override
  public synchronized void enter(ErasedItem item, byte[] leaf) {
    outage.check("enter an item's leaf");
    ItemId id = new ItemId(item.callId(), item.dataClass());
    items.put(id, item);
    itemsOfNotices.put(entered, id);
    enter(leaf);
  }

  @Override
  public synchronized Optional<ShownItem> findItem(CallId callId, DataClass dataClass) {
    outage.check("find an item's leaf");
    ItemId id = new ItemId(callId, dataClass);
    return Optional.ofNullable(items.get(id))
        .filter(_ -> ledger.salt(callId).isPresent())
        .map(item -> new ShownItem(item, Optional.ofNullable(placesOfItems.get(id))));
  }

  @Override
  public synchronized List<Tallied> tallies(int year) {
    outage.check("read what a log took");
    return tally(year).tallies();
  }

  private DailyTally tally(int year) {
    return tallies.computeIfAbsent(year, _ -> new DailyTally(zone, LocalDate.EPOCH));
  }
}
