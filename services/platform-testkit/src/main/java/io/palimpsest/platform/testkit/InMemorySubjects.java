package io.palimpsest.platform.testkit;

import io.palimpsest.evidence.leaf.Cause;
import io.palimpsest.platform.evidence.DestroyedKey;
import io.palimpsest.platform.exports.ExportCell;
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
import java.util.Comparator;
import java.util.HashMap;
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
import java.util.stream.Collectors;

/** Identification data in memory, in clear; what stands for keys is counted only. Thread-safe. */
public final class InMemorySubjects
    implements IdentificationStore, IdentificationErasure, IdentificationInventory {
  private final Outage outage = new Outage("identification");
  private final ZoneId zone;
  private final Map<UUID, Person> people = new LinkedHashMap<>();
  private final NavigableMap<CallId, Item> items = new TreeMap<>();

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
    InMemoryExports exports = new InMemoryExports(all, pseudonyms);
    all.copies = exports::takeOut;
    return new ExportCell(new SubjectCell(region, all.zone, pseudonyms, all, all, all), exports);
  }

  /** All that leads to a subject. */
  synchronized List<Pseudonym> names(Subject subject) {
    Person person = people.get(subject.id());
    return person == null ? List.of() : List.copyOf(person.names);
  }

  /** Every item, in the order of calls. */
  public synchronized List<Identification> all() {
    return items.values().stream().map(Item::content).toList();
  }

  /** The days that have a key. */
  public synchronized Set<LocalDate> dayKeys() {
    return new TreeSet<>(days(items.values()));
  }

  /** Takes the store away and brings it back. */
  public Outage outage() {
    return outage;
  }

  private static final class Person {
    private final Subject subject;
    private final Instant since;
    private final Set<Pseudonym> names = new HashSet<>();
    private boolean restricted;

    private Person(Subject subject, Instant since) {
      this.subject = subject;
      this.since = since;
    }

    private boolean hasReference() {
      return names.stream().anyMatch(name -> name.kind() == Pseudonym.Kind.REFERENCE);
    }
  }

  private record Item(Subject subject, Identification content, Map<FieldName, byte[]> photos) {}

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
    Person person =
        owner(tenant, names)
            .orElseGet(
                () -> new Person(new Subject(tenant, UUID.randomUUID()), content.storedAt()));
    people.put(person.subject.id(), person);
    person.names.addAll(names.all());
    items.putIfAbsent(
        content.callId(),
        new Item(
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
        .filter(item -> item.subject.equals(subject))
        .map(this::opened)
        .toList();
  }

  @Override
  public synchronized Optional<byte[]> photo(Subject subject, CallId item, FieldName name) {
    outage.check("read a photo");
    return found(subject, item).map(each -> each.photos.get(name)).map(byte[]::clone);
  }

  @Override
  public synchronized boolean correct(Subject subject, CallId item, FieldName field, String value) {
    outage.check("correct an item");
    Optional<Item> there =
        found(subject, item).filter(each -> each.content.fields().containsKey(field));
    there.ifPresent(
        each -> {
          items.put(item, new Item(subject, each.content.with(field, value), each.photos));
          copies.accept(item, Optional.empty());
        });
    return there.isPresent();
  }

  @Override
  public synchronized boolean restrict(Subject subject, boolean restricted) {
    outage.check("restrict a subject");
    Person person = people.get(subject.id());
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
    return delete(item -> item.subject.equals(subject), cause);
  }

  /** None: what holds keep of identification data is shown by the contract on real stores. */
  @Override
  public synchronized List<HeldBy> heldBy(Subject subject) {
    outage.check("ask what is held");
    return List.of();
  }

  @Override
  public synchronized Erased erase(AppId owner, CallId item) {
    outage.check("erase an item");
    return delete(
        each -> each.content.appId().equals(owner) && each.content.callId().equals(item),
        Cause.WITHDRAWN);
  }

  /** None, as above. */
  @Override
  public synchronized List<HeldBy> heldBy(AppId owner, CallId item) {
    outage.check("ask what is held");
    return List.of();
  }

  @Override
  public synchronized Erased eraseLeft(AppId appId) {
    outage.check("erase what was left");
    return heldBy(appId).isEmpty()
        ? delete(item -> item.content.appId().equals(appId), Cause.OFF_BOARDED)
        : Erased.NOTHING;
  }

  @Override
  public synchronized List<HeldBy> heldBy(AppId appId) {
    outage.check("ask what is held");
    boolean there = items.values().stream().anyMatch(it -> it.content.appId().equals(appId));
    return there ? List.copyOf(held) : List.of();
  }

  /** Lets these legal holds keep everything, or none. */
  public synchronized void holdEverything(List<HeldBy> by) {
    held = List.copyOf(by);
  }

  @Override
  public synchronized Withdrawn withdraw(Subject subject, Purpose purpose) {
    outage.check("withdraw a purpose");
    return withdraw(purpose, item -> item.subject.equals(subject));
  }

  @Override
  public synchronized Withdrawn withdraw(AppId appId, Optional<String> action, Purpose purpose) {
    outage.check("withdraw a purpose");
    return withdraw(
        purpose,
        item ->
            item.content.appId().equals(appId)
                && action.map(item.content.action()::equals).orElse(true));
  }

  @Override
  public synchronized Erased eraseExpired(Instant now) {
    outage.check("erase what expired");
    return delete(item -> !item.content.until().isAfter(now), Cause.PERIOD_OVER);
  }

  @Override
  public synchronized Erased eraseStoredBefore(AppId appId, LocalDate before, Cause cause) {
    outage.check("erase what is kept for less time now");
    return delete(
        item ->
            item.content().appId().equals(appId)
                && LocalDate.ofInstant(item.content().storedAt(), zone).isBefore(before),
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
        .filter(item -> after.map(id -> item.content.callId().compareTo(id) > 0).orElse(true))
        .filter(item -> usable(item, purpose, now))
        .limit(limit)
        .map(
            item ->
                new Candidate(
                    item.subject,
                    item.content.callId(),
                    item.content.appId(),
                    item.content.action(),
                    item.content.until(),
                    item.photos.size()))
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
    return Optional.ofNullable(items.get(item)).map(this::opened);
  }

  @Override
  public synchronized List<ClassCount> counts() {
    outage.check("count items");
    Map<DataClass, List<Item>> byClass =
        items.values().stream()
            .collect(
                Collectors.groupingBy(
                    item -> item.content.dataClass(), TreeMap::new, Collectors.toList()));
    List<ClassCount> counts = new ArrayList<>();
    byClass.forEach(
        (dataClass, all) ->
            counts.add(
                new ClassCount(
                    dataClass,
                    all.size(),
                    all.stream().filter(item -> people.get(item.subject.id()).restricted).count(),
                    all.stream()
                        .map(item -> item.content.storedAt())
                        .min(Comparator.naturalOrder())
                        .orElseThrow(),
                    all.stream()
                        .map(item -> item.content.until())
                        .min(Comparator.naturalOrder())
                        .orElseThrow())));
    return counts;
  }

  @Override
  public synchronized long storedBefore(DataClass dataClass, Instant instant) {
    outage.check("count items");
    return items.values().stream()
        .filter(item -> item.content.dataClass() == dataClass)
        .filter(item -> item.content.storedAt().isBefore(instant))
        .count();
  }

  private Optional<Person> owner(TenantId tenant, Names names) {
    List<Person> own =
        people.values().stream().filter(each -> each.subject.tenant().equals(tenant)).toList();
    Optional<Person> referred =
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

  private boolean usable(Item item, Purpose purpose, Instant now) {
    return item.content.until().isAfter(now)
        && item.content.purposes().contains(purpose)
        && !people.get(item.subject.id()).restricted;
  }

  private Optional<Item> found(Subject subject, CallId item) {
    return Optional.ofNullable(items.get(item)).filter(each -> each.subject.equals(subject));
  }

  private IdentificationItem opened(Item item) {
    return new IdentificationItem(
        item.subject, item.content, item.photos.keySet(), people.get(item.subject.id()).restricted);
  }

  private Withdrawn withdraw(Purpose purpose, Predicate<Item> which) {
    List<Item> touched =
        items.values().stream()
            .filter(which)
            .filter(item -> item.content.purposes().contains(purpose))
            .toList();
    for (Item item : touched) {
      copies.accept(item.content.callId(), Optional.of(purpose));
      if (item.content.purposes().size() > 1) {
        items.put(
            item.content.callId(), new Item(item.subject, without(item, purpose), item.photos));
      }
    }
    Set<CallId> ended =
        touched.stream()
            .filter(item -> item.content.purposes().size() == 1)
            .map(item -> item.content.callId())
            .collect(Collectors.toSet());
    return new Withdrawn(
        touched.size(), delete(item -> ended.contains(item.content.callId()), Cause.WITHDRAWN));
  }

  private static Identification without(Item item, Purpose purpose) {
    Identification old = item.content;
    Set<Purpose> rest = new HashSet<>(old.purposes());
    rest.remove(purpose);
    Map<Purpose, String> attestations = new HashMap<>(old.attestations());
    attestations.remove(purpose);
    return new Identification(
        old.appId(),
        old.callId(),
        old.action(),
        old.dataClass(),
        old.fields(),
        old.policy(),
        rest,
        attestations,
        old.storedAt(),
        old.until(),
        old.jurisdiction(),
        old.consentRecord());
  }

  /** Deletes items, and counts what would have been destroyed with them. */
  private Erased delete(Predicate<Item> which, Cause cause) {
    List<Item> doomed = items.values().stream().filter(which).toList();
    telling.ifPresent(to -> enter(leaves(doomed, cause, to)));
    Set<String> keysBefore = keys(items.values());
    Set<LocalDate> daysBefore = days(items.values());
    doomed.forEach(
        item -> {
          items.remove(item.content.callId());
          copies.accept(item.content.callId(), Optional.empty());
        });
    Set<UUID> left = new HashSet<>();
    items.values().forEach(item -> left.add(item.subject.id()));
    int peopleBefore = people.size();
    people.keySet().retainAll(left);
    return new Erased(
        peopleBefore - people.size(),
        doomed.size(),
        doomed.stream().mapToInt(item -> item.photos.size()).sum(),
        keysBefore.size() - keys(items.values()).size(),
        daysBefore.size() - days(items.values()).size());
  }

  /** Enters leaves of this store, or of one beside it. */
  void enter(List<byte[]> leaves) {
    telling.ifPresent(it -> it.sink().accept(leaves));
  }

  /** Of items that are about to go, and of the keys that go with them. */
  private List<byte[]> leaves(List<Item> doomed, Cause cause, IdentityTelling to) {
    List<Item> rest = new ArrayList<>(items.values());
    rest.removeAll(doomed);
    Set<String> keys = new TreeSet<>(keys(doomed));
    keys.removeAll(keys(rest));
    Set<LocalDate> days = new TreeSet<>(days(doomed));
    days.removeAll(days(rest));
    List<byte[]> leaves = new ArrayList<>();
    doomed.forEach(item -> leaves.add(to.erased(item.content, day(item), cause)));
    for (String key : keys) {
      LocalDate day = LocalDate.parse(key.substring(key.indexOf(' ') + 1));
      leaves.add(to.destroyed(day, DestroyedKey.Level.SUBJECT, key));
    }
    days.forEach(day -> leaves.add(to.destroyed(day, DestroyedKey.Level.DAY, day.toString())));
    return leaves;
  }

  private Set<String> keys(Collection<Item> of) {
    Set<String> keys = new TreeSet<>();
    of.forEach(item -> keys.add(item.subject.id() + " " + day(item)));
    return keys;
  }

  private Set<LocalDate> days(Collection<Item> of) {
    Set<LocalDate> days = new TreeSet<>();
    of.forEach(item -> days.add(day(item)));
    return days;
  }

  private LocalDate day(Item item) {
    return LocalDate.ofInstant(item.content.storedAt(), zone);
  }
}
