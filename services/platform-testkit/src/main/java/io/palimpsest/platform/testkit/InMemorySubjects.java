package io.palimpsest.platform.testkit;

import io.palimpsest.evidence.leaf.Cause;
import io.palimpsest.platform.exports.ExportCell;
import io.palimpsest.platform.exports.ExportStore;
import io.palimpsest.platform.holds.HeldScope;
import io.palimpsest.platform.keys.KeyRing;
import io.palimpsest.platform.metering.CallId;
import io.palimpsest.platform.subjects.Erased;
import io.palimpsest.platform.subjects.FieldName;
import io.palimpsest.platform.subjects.Identification;
import io.palimpsest.platform.subjects.IdentificationErasure;
import io.palimpsest.platform.subjects.IdentificationInventory;
import io.palimpsest.platform.subjects.IdentificationItem;
import io.palimpsest.platform.subjects.IdentificationStore;
import io.palimpsest.platform.subjects.Names;
import io.palimpsest.platform.subjects.Photo;
import io.palimpsest.platform.subjects.Pseudonym;
import io.palimpsest.platform.subjects.Pseudonyms;
import io.palimpsest.platform.subjects.Purpose;
import io.palimpsest.platform.subjects.Storing;
import io.palimpsest.platform.subjects.Subject;
import io.palimpsest.platform.subjects.SubjectCell;
import io.palimpsest.platform.subjects.SubjectState;
import io.palimpsest.platform.subjects.Withdrawn;
import io.palimpsest.platform.tenancy.AppId;
import io.palimpsest.platform.tenancy.Region;
import io.palimpsest.platform.tenancy.TenantId;
import io.palimpsest.policy.DataClass;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Identification data in memory, in clear; what stands for keys is counted only. Thread-safe. */
public final class InMemorySubjects
    implements IdentificationStore, IdentificationErasure, IdentificationInventory {
  private final Outage outage = new Outage("identification");
  private final ZoneId zone;
  private final Map<UUID, StoredSubject> people = new LinkedHashMap<>();
  private final NavigableMap<CallId, StoredItem> items = new TreeMap<>();

  private final HeldSubjects holds = new HeldSubjects();
  private List<HeldBy> held = List.of();

  /** Told of items that may not be given out any more, for one purpose or for all. */
  private BiConsumer<CallId, Optional<Purpose>> copies = (_, _) -> {};

  private Optional<IdentityTelling> telling = Optional.empty();

  public InMemorySubjects(ZoneId zone) {
    this.zone = zone;
  }

  /** Tells erasures from now on. */
  public synchronized void tellTo(IdentityTelling to) {
    telling = Optional.of(to);
  }

  /** A region's ports over stores in memory; the pseudonyms are real ones. */
  public static SubjectCell cell(Region region, ZoneId zone) {
    return exportCell(region, zone).subjects();
  }

  /** The same, with the region's exports. */
  public static ExportCell exportCell(Region region, ZoneId zone) {
    return exportCell(region, new InMemorySubjects(zone));
  }

  /** The same, with what is told of erasures. */
  public static ExportCell exportCell(IdentityTelling telling) {
    InMemorySubjects subjects = new InMemorySubjects(telling.zone());
    subjects.tellTo(telling);
    return exportCell(telling.region(), subjects);
  }

  private static ExportCell exportCell(Region region, InMemorySubjects all) {
    KeyRing keys =
        KeyRing.open(region, new InMemoryRootKey(), new InMemoryKeyStore(), Clock.systemUTC());
    Pseudonyms pseudonyms = new Pseudonyms(keys);
    return new ExportCell(
        new SubjectCell(region, all.zone, pseudonyms, all, all, all), all.exports(pseudonyms));
  }

  /** Exports of this data: out of them goes whatever may not be given out any more. */
  public synchronized ExportStore exports(Pseudonyms pseudonyms) {
    InMemoryExports exports = new InMemoryExports(this, pseudonyms);
    copies = exports::takeOut;
    return exports;
  }

  /** From now on these legal holds keep what they are of. */
  public synchronized void heldBy(Supplier<List<HeldScope>> inForce) {
    holds.by(inForce);
  }

  /** All that leads to a subject. */
  synchronized List<Pseudonym> names(Subject subject) {
    StoredSubject person = people.get(subject.id());
    return person == null ? List.of() : List.copyOf(person.names);
  }

  /** Every item, in the order of calls, those included that nobody reads any more. */
  public synchronized List<Identification> all() {
    return items.values().stream().map(StoredItem::content).toList();
  }

  /** Those that are read. */
  public synchronized List<Identification> read() {
    return items.values().stream().filter(this::isRead).map(StoredItem::content).toList();
  }

  private boolean isRead(StoredItem item) {
    return !holds.isHidden(item.content().callId());
  }

  private List<HeldBy> heldBy(StoredItem item) {
    StoredSubject person = people.get(item.subject().id());
    return holds.of(item.subject(), item.content(), person == null ? Set.of() : person.names);
  }

  /** The days that have a key. */
  public synchronized Set<LocalDate> dayKeys() {
    return new TreeSet<>(StoredItem.days(items.values(), zone));
  }

  /** Takes the store away and brings it back. */
  public Outage outage() {
    return outage;
  }

  @Override
  public synchronized Storing store(
      TenantId tenant,
      Names names,
      Identification content,
      List<Photo> photos,
      BooleanSupplier stillAllowed) {
    outage.check("store an item");
    if (!stillAllowed.getAsBoolean()) {
      return new Storing.NotAllowed();
    }
    StoredSubject person =
        owner(tenant, names)
            .orElseGet(
                () ->
                    new StoredSubject(new Subject(tenant, UUID.randomUUID()), content.storedAt()));
    people.put(person.subject.id(), person);
    person.names.addAll(names.all());
    items.putIfAbsent(
        content.callId(),
        new StoredItem(
            person.subject,
            content,
            photos.stream().collect(Collectors.toMap(Photo::name, Photo::content))));
    return new Storing.Stored(person.subject);
  }

  @Override
  public synchronized List<SubjectState> find(TenantId tenant, Collection<Pseudonym> names) {
    outage.check("find a subject");
    return people.values().stream()
        .filter(person -> person.subject.tenant().equals(tenant))
        .filter(person -> names.stream().anyMatch(person.names::contains))
        .map(person -> new SubjectState(person.subject, person.restricted, person.since))
        .toList();
  }

  @Override
  public synchronized List<IdentificationItem> items(Subject subject) {
    outage.check("list a subject's items");
    return items.values().stream()
        .filter(item -> item.subject().equals(subject) && isRead(item))
        .map(this::opened)
        .toList();
  }

  @Override
  public synchronized Optional<byte[]> photo(Subject subject, CallId item, FieldName name) {
    outage.check("read a photo");
    return found(subject, item).map(each -> each.photos().get(name)).map(byte[]::clone);
  }

  @Override
  public synchronized boolean correct(Subject subject, CallId item, FieldName field, String value) {
    outage.check("correct an item");
    Optional<StoredItem> there =
        found(subject, item).filter(each -> each.content().fields().containsKey(field));
    there.ifPresent(
        each -> {
          items.put(
              item, new StoredItem(subject, each.content().with(field, value), each.photos()));
          copies.accept(item, Optional.empty());
        });
    return there.isPresent();
  }

  @Override
  public synchronized boolean restrict(Subject subject, boolean restricted) {
    outage.check("restrict a subject");
    StoredSubject person = people.get(subject.id());
    if (person == null || !person.subject.equals(subject)) {
      return false;
    }
    person.restricted = restricted;
    if (restricted) {
      items(subject).forEach(each -> copies.accept(each.content().callId(), Optional.empty()));
    }
    return true;
  }

  @Override
  public synchronized Erased erase(Subject subject, Cause cause) {
    outage.check("erase a subject");
    return deleteOrHide(item -> item.subject().equals(subject), cause);
  }

  @Override
  public synchronized List<HeldBy> heldBy(Subject subject) {
    outage.check("ask what is held");
    return heldOf(item -> item.subject().equals(subject));
  }

  private List<HeldBy> heldOf(Predicate<StoredItem> which) {
    return items.values().stream()
        .filter(which)
        .flatMap(item -> heldBy(item).stream())
        .distinct()
        .toList();
  }

  @Override
  public synchronized Erased erase(AppId owner, CallId item) {
    outage.check("erase an item");
    return deleteOrHide(
        each -> each.content().appId().equals(owner) && each.content().callId().equals(item),
        Cause.WITHDRAWN);
  }

  @Override
  public synchronized List<HeldBy> heldBy(AppId owner, CallId item) {
    outage.check("ask what is held");
    return heldOf(
        each -> each.content().appId().equals(owner) && each.content().callId().equals(item));
  }

  @Override
  public synchronized Erased eraseLeft(AppId appId) {
    outage.check("erase what was left");
    return held.isEmpty()
        ? deleteOrHide(item -> item.content().appId().equals(appId), Cause.OFF_BOARDED)
        : Erased.NOTHING;
  }

  @Override
  public synchronized List<HeldBy> heldBy(AppId appId) {
    outage.check("ask what is held");
    boolean there = items.values().stream().anyMatch(it -> it.content().appId().equals(appId));
    return there && !held.isEmpty() ? held : heldOf(it -> it.content().appId().equals(appId));
  }

  /** Lets these legal holds keep everything, or none. */
  public synchronized void holdEverything(List<HeldBy> by) {
    held = List.copyOf(by);
  }

  @Override
  public synchronized Withdrawn withdraw(Subject subject, Purpose purpose) {
    outage.check("withdraw a purpose");
    return withdraw(purpose, item -> item.subject().equals(subject));
  }

  @Override
  public synchronized Withdrawn withdraw(AppId appId, Optional<String> action, Purpose purpose) {
    outage.check("withdraw a purpose");
    return withdraw(
        purpose,
        item ->
            item.content().appId().equals(appId)
                && action.map(item.content().action()::equals).orElse(true));
  }

  @Override
  public synchronized Erased eraseExpired(Instant now) {
    outage.check("erase what expired");
    Predicate<StoredItem> over = item -> !isRead(item) || !item.content().until().isAfter(now);
    items.values().stream()
        .filter(over.and(item -> !heldBy(item).isEmpty()))
        .forEach(item -> holds.excuse(item.content().callId()));
    return delete(over.and(item -> heldBy(item).isEmpty()), Cause.PERIOD_OVER);
  }

  @Override
  public synchronized Erased eraseStoredBefore(AppId appId, LocalDate before, Cause cause) {
    outage.check("erase what is kept for less time now");
    return delete(
        item ->
            item.content().appId().equals(appId)
                && LocalDate.ofInstant(item.content().storedAt(), zone).isBefore(before)
                && heldBy(item).isEmpty(),
        cause);
  }

  /** Nothing: here a day's key goes with the day's last item, always. */
  @Override
  public synchronized List<LocalDate> destroyDayKeys(LocalDate before) {
    outage.check("destroy day keys");
    return List.of();
  }

  /** Nothing: here nothing breaks off half-way. */
  @Override
  public synchronized Erased sweep(Instant before) {
    outage.check("sweep");
    return Erased.NOTHING;
  }

  @Override
  public synchronized List<Candidate> candidates(
      Purpose purpose, Instant now, Optional<CallId> after, int limit) {
    outage.check("list candidates");
    return items.values().stream()
        .filter(item -> after.map(id -> item.content().callId().compareTo(id) > 0).orElse(true))
        .filter(item -> usable(item, purpose, now))
        .limit(limit)
        .map(
            item ->
                new Candidate(
                    item.subject(),
                    item.content().callId(),
                    item.content().appId(),
                    item.content().action(),
                    item.content().until(),
                    item.photos().size()))
        .toList();
  }

  @Override
  public synchronized Optional<IdentificationItem> forUse(
      CallId item, Purpose purpose, Instant now) {
    outage.check("find an item");
    return Optional.ofNullable(items.get(item))
        .filter(each -> usable(each, purpose, now))
        .map(this::opened);
  }

  @Override
  public synchronized Optional<IdentificationItem> find(CallId item) {
    outage.check("find an item");
    return Optional.ofNullable(items.get(item)).filter(this::isRead).map(this::opened);
  }

  @Override
  public synchronized List<ClassCount> counts() {
    outage.check("count items");
    Map<DataClass, List<StoredItem>> byClass =
        items.values().stream()
            .collect(
                Collectors.groupingBy(
                    item -> item.content().dataClass(), TreeMap::new, Collectors.toList()));
    List<ClassCount> counts = new ArrayList<>();
    byClass.forEach(
        (dataClass, all) ->
            counts.add(
                StoredItem.count(
                    dataClass, all, item -> people.get(item.subject().id()).restricted)));
    return counts;
  }

  @Override
  public synchronized long storedBefore(DataClass dataClass, Instant instant) {
    outage.check("count items");
    return items.values().stream()
        .filter(item -> item.content().dataClass() == dataClass)
        .filter(item -> item.content().storedAt().isBefore(instant))
        .count();
  }

  private Optional<StoredSubject> owner(TenantId tenant, Names names) {
    List<StoredSubject> own =
        people.values().stream().filter(each -> each.subject.tenant().equals(tenant)).toList();
    Optional<StoredSubject> referred =
        own.stream()
            .filter(each -> names.reference().stream().anyMatch(each.names::contains))
            .findFirst();
    return referred.isPresent()
        ? referred
        : own.stream()
            .filter(each -> names.document().stream().anyMatch(each.names::contains))
            .filter(each -> names.reference().isEmpty() || !each.hasReference())
            .findFirst();
  }

  private boolean usable(StoredItem item, Purpose purpose, Instant now) {
    return isRead(item)
        && item.content().until().isAfter(now)
        && item.content().purposes().contains(purpose)
        && !people.get(item.subject().id()).restricted;
  }

  private Optional<StoredItem> found(Subject subject, CallId item) {
    return Optional.ofNullable(items.get(item))
        .filter(each -> each.subject().equals(subject) && isRead(each));
  }

  private IdentificationItem opened(StoredItem item) {
    return new IdentificationItem(
        item.subject(),
        item.content(),
        item.photos().keySet(),
        people.get(item.subject().id()).restricted);
  }

  private Withdrawn withdraw(Purpose purpose, Predicate<StoredItem> which) {
    List<StoredItem> touched =
        items.values().stream()
            .filter(which.and(this::isRead))
            .filter(item -> item.content().purposes().contains(purpose))
            .toList();
    for (StoredItem item : touched) {
      copies.accept(item.content().callId(), Optional.of(purpose));
      if (item.content().purposes().size() > 1) {
        items.put(
            item.content().callId(),
            new StoredItem(item.subject(), item.content().without(purpose), item.photos()));
      }
    }
    Set<CallId> ended =
        touched.stream()
            .filter(item -> item.content().purposes().size() == 1)
            .map(item -> item.content().callId())
            .collect(Collectors.toSet());
    return new Withdrawn(
        touched.size(),
        deleteOrHide(item -> ended.contains(item.content().callId()), Cause.WITHDRAWN));
  }

  /** Deletes items; what a hold keeps of them is read by nobody any more. */
  private Erased deleteOrHide(Predicate<StoredItem> which, Cause cause) {
    for (StoredItem item : items.values()) {
      if (which.test(item) && !heldBy(item).isEmpty()) {
        holds.hide(item.content().callId());
        copies.accept(item.content().callId(), Optional.empty());
      }
    }
    return delete(which.and(item -> heldBy(item).isEmpty()), cause);
  }

  /** Deletes items, and counts what would have been destroyed with them. */
  private Erased delete(Predicate<StoredItem> which, Cause cause) {
    List<StoredItem> doomed = items.values().stream().filter(which).toList();
    telling.ifPresent(to -> enter(leaves(doomed, cause, to)));
    Set<String> keysBefore = StoredItem.keys(items.values(), zone);
    Set<LocalDate> daysBefore = StoredItem.days(items.values(), zone);
    doomed.forEach(
        item -> {
          items.remove(item.content().callId());
          holds.gone(item.content().callId());
          copies.accept(item.content().callId(), Optional.empty());
        });
    Set<UUID> left = new HashSet<>();
    items.values().forEach(item -> left.add(item.subject().id()));
    int peopleBefore = people.size();
    people.keySet().retainAll(left);
    return new Erased(
        peopleBefore - people.size(),
        doomed.size(),
        doomed.stream().mapToInt(item -> item.photos().size()).sum(),
        keysBefore.size() - StoredItem.keys(items.values(), zone).size(),
        daysBefore.size() - StoredItem.days(items.values(), zone).size());
  }

  /** Enters leaves of this store, or of one beside it. */
  void enter(List<byte[]> leaves) {
    telling.ifPresent(it -> it.sink().accept(leaves));
  }

  /** Of items that are about to go, and of the keys that go with them. */
  private List<byte[]> leaves(List<StoredItem> doomed, Cause cause, IdentityTelling to) {
    List<StoredItem> rest = new ArrayList<>(items.values());
    rest.removeAll(doomed);
    List<byte[]> leaves = new ArrayList<>();
    for (StoredItem item : doomed) {
      Cause why = isRead(item) ? cause : Cause.WITHDRAWN; // which is why it was hidden
      boolean excused = holds.isExcused(item.content().callId());
      leaves.add(to.erased(item.content(), item.day(zone), why, excused));
    }
    leaves.addAll(to.destroyed(doomed, rest));
    return leaves;
  }
}
