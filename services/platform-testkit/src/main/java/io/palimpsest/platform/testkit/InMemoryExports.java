package io.palimpsest.platform.testkit;

import io.palimpsest.platform.exports.Export;
import io.palimpsest.platform.exports.ExportEvent;
import io.palimpsest.platform.exports.ExportEvent.Kind;
import io.palimpsest.platform.exports.ExportId;
import io.palimpsest.platform.exports.ExportStore;
import io.palimpsest.platform.exports.ExportedItem;
import io.palimpsest.platform.exports.Usable;
import io.palimpsest.platform.metering.CallId;
import io.palimpsest.platform.subjects.IdentificationItem;
import io.palimpsest.platform.subjects.Photo;
import io.palimpsest.platform.subjects.Pseudonyms;
import io.palimpsest.platform.subjects.Purpose;
import io.palimpsest.platform.subjects.Subject;
import io.palimpsest.policy.decision.Attester;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Exports in memory, over identification data in memory. Thread-safe: one lock for both. */
final class InMemoryExports implements ExportStore {
  private static final Attester PLATFORM = new Attester("palimpsest", "platform");

  private final InMemorySubjects subjects;
  private final Pseudonyms pseudonyms;
  private final Map<ExportId, Export> exports = new LinkedHashMap<>();
  private final Map<ExportId, NavigableMap<CallId, ExportedItem>> content = new LinkedHashMap<>();
  private final List<ExportEvent> events = new ArrayList<>();
  private final Set<Long> told = new HashSet<>();

  InMemoryExports(InMemorySubjects subjects, Pseudonyms pseudonyms) {
    this.subjects = subjects;
    this.pseudonyms = pseudonyms;
  }

  @Override
  public void request(Export export) {
    synchronized (subjects) {
      exports.put(export.id(), export);
      content.put(export.id(), new TreeMap<>());
      log(export.id(), Kind.REQUESTED, export.requestedAt(), export.by(), export.reason(), 0);
    }
  }

  @Override
  public Optional<Usable> usable(CallId item, Purpose purpose, Instant now) {
    synchronized (subjects) {
      return subjects
          .forUse(item, purpose, now)
          .map(found -> new Usable(found, subjects.names(found.subject())));
    }
  }

  @Override
  public boolean add(ExportId export, CallId item, Instant now, Predicate<Usable> allowed) {
    synchronized (subjects) {
      Export to = exports.get(export);
      if (to == null || to.state() != Export.State.QUEUED) {
        return false;
      }
      Optional<Usable> usable = usable(item, to.purpose(), now).filter(allowed);
      usable.ifPresent(each -> content.get(export).putIfAbsent(item, given(export, each.item())));
      return usable.isPresent();
    }
  }

  @Override
  public boolean finish(ExportId export, Instant until, int refused, Instant now) {
    synchronized (subjects) {
      Export queued = exports.get(export);
      if (queued.state() != Export.State.QUEUED) {
        return false;
      }
      int given = content.get(export).size();
      Instant end = until.isBefore(queued.until()) ? until : queued.until();
      exports.put(export, changed(queued, end, Export.State.READY, given, refused));
      log(export, Kind.FINISHED, now, queued.by(), queued.reason(), given);
      return true;
    }
  }

  @Override
  public List<Export> exports() {
    synchronized (subjects) {
      return exports.keySet().stream().map(this::find).flatMap(Optional::stream).toList();
    }
  }

  @Override
  public Optional<Export> find(ExportId export) {
    synchronized (subjects) {
      return Optional.ofNullable(exports.get(export))
          .map(
              each ->
                  new Export(
                      each.id(),
                      each.purpose(),
                      each.by(),
                      each.reason(),
                      each.requestedAt(),
                      each.policies(),
                      each.until(),
                      each.state(),
                      each.given(),
                      each.refused(),
                      content.get(export).size()));
    }
  }

  @Override
  public List<CallId> items(ExportId export, Optional<CallId> after, int limit) {
    synchronized (subjects) {
      return content.getOrDefault(export, new TreeMap<>()).keySet().stream()
          .filter(item -> after.map(id -> item.compareTo(id) > 0).orElse(true))
          .limit(limit)
          .toList();
    }
  }

  @Override
  public Optional<ExportedItem> read(ExportId export, CallId item) {
    synchronized (subjects) {
      return Optional.ofNullable(content.get(export)).map(all -> all.get(item));
    }
  }

  @Override
  public int erase(ExportId export, Attester by, String reason, Instant now) {
    synchronized (subjects) {
      Export there = exports.get(export);
      if (there.state() == Export.State.ERASED) {
        return 0;
      }
      int erased = content.get(export).size();
      content.get(export).clear();
      exports.put(
          export,
          changed(there, there.until(), Export.State.ERASED, there.given(), there.refused()));
      log(export, Kind.ERASED, now, by, reason, erased);
      return erased;
    }
  }

  @Override
  public List<ExportId> due(Instant now) {
    synchronized (subjects) {
      return exports.values().stream()
          .filter(each -> each.state() != Export.State.ERASED && !each.until().isAfter(now))
          .map(Export::id)
          .toList();
    }
  }

  /** Nothing: here nothing breaks off half-way. */
  @Override
  public int sweep(Instant before) {
    return 0;
  }

  @Override
  public void note(ExportEvent event) {
    synchronized (subjects) {
      log(event.export(), event.kind(), event.at(), event.by(), event.reason(), event.items());
    }
  }

  @Override
  public List<ExportEvent> events(ExportId export) {
    synchronized (subjects) {
      return events.stream().filter(each -> each.export().equals(export)).toList();
    }
  }

  @Override
  public List<ExportEvent> untold(int limit) {
    synchronized (subjects) {
      return events.stream().filter(each -> !told.contains(each.number())).limit(limit).toList();
    }
  }

  @Override
  public void tell(long number, List<byte[]> leaves) {
    synchronized (subjects) {
      if (!told.contains(number)) {
        subjects.enter(leaves);
        told.add(number);
      }
    }
  }

  /** Takes an item out of every export, or of those for one purpose. */
  void takeOut(CallId item, Optional<Purpose> purpose) {
    synchronized (subjects) {
      content.forEach(
          (export, items) -> {
            if (purpose.map(exports.get(export).purpose()::equals).orElse(true)
                && items.remove(item) != null) {
              log(export, Kind.TAKEN_OUT, Instant.now(), PLATFORM, "not to be given out", 1);
            }
          });
    }
  }

  private ExportedItem given(ExportId export, IdentificationItem item) {
    Subject subject = item.subject();
    CallId call = item.content().callId();
    List<Photo> photos =
        item.photos().stream()
            .map(name -> new Photo(name, subjects.photo(subject, call, name).orElseThrow()))
            .toList();
    String place = export.toString();
    return ExportedItem.of(
        pseudonyms.inside(place, subject.tenant(), call.toString()),
        pseudonyms.inside(place, subject.tenant(), subject.id().toString()),
        item,
        photos);
  }

  private void log(ExportId export, Kind kind, Instant at, Attester by, String reason, int items) {
    events.add(new ExportEvent(events.size() + 1L, export, kind, at, by, reason, items));
  }

  private static Export changed(
      Export from, Instant until, Export.State state, int given, int refused) {
    return new Export(
        from.id(),
        from.purpose(),
        from.by(),
        from.reason(),
        from.requestedAt(),
        from.policies(),
        until,
        state,
        given,
        refused,
        0);
  }
}
