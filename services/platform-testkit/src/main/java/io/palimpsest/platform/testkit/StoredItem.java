package io.palimpsest.platform.testkit;

import static java.util.Comparator.naturalOrder;

import io.palimpsest.platform.subjects.FieldName;
import io.palimpsest.platform.subjects.Identification;
import io.palimpsest.platform.subjects.IdentificationInventory.ClassCount;
import io.palimpsest.platform.subjects.Subject;
import io.palimpsest.policy.DataClass;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Identification data of one call in memory; what stands for its keys is counted only. */
record StoredItem(Subject subject, Identification content, Map<FieldName, byte[]> photos) {

  LocalDate day(ZoneId zone) {
    return LocalDate.ofInstant(content.storedAt(), zone);
  }

  /** The keys of subjects' days: subject, blank, day. */
  static Set<String> keys(Collection<StoredItem> of, ZoneId zone) {
    Set<String> keys = new TreeSet<>();
    of.forEach(item -> keys.add(item.subject.id() + " " + item.day(zone)));
    return keys;
  }

  /** The days that have a key. */
  static Set<LocalDate> days(Collection<StoredItem> of, ZoneId zone) {
    Set<LocalDate> days = new TreeSet<>();
    of.forEach(item -> days.add(item.day(zone)));
    return days;
  }

  /** What there is of a class. */
  static ClassCount count(
      DataClass dataClass, List<StoredItem> all, Predicate<StoredItem> restricted) {
    return new ClassCount(
        dataClass,
        all.size(),
        all.stream().filter(restricted).count(),
        all.stream().map(item -> item.content.storedAt()).min(naturalOrder()).orElseThrow(),
        all.stream().map(item -> item.content.until()).min(naturalOrder()).orElseThrow());
  }
}
