package io.palimpsest.policy;

import io.palimpsest.policy.internal.PolicyFiles;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Policy modules in all their versions, each checked when it was loaded. Immutable.
 *
 * <p>A version is in force from the beginning of its effective day in UTC until the next one's.
 */
public final class PolicyLibrary {
  private final Map<String, List<PolicyModule>> modules;
  private final InstantSource clock;

  /**
   * @param modules every version of every module that tenants may have as their profile
   * @param clock what {@link #module} goes by
   */
  public PolicyLibrary(List<PolicyModule> modules, InstantSource clock) {
    this.clock = clock;
    this.modules =
        modules.stream()
            .collect(
                Collectors.groupingBy(
                    PolicyModule::id,
                    TreeMap::new,
                    Collectors.collectingAndThen(
                        Collectors.toList(),
                        all ->
                            all.stream()
                                .sorted(Comparator.comparing(PolicyModule::effective))
                                .toList())));
  }

  /**
   * The modules that ship.
   *
   * @throws InvalidPolicy when one breaks the schema
   */
  public static PolicyLibrary shipped() {
    return shipped(Clock.systemUTC());
  }

  /** The modules that ship, by a given clock. */
  public static PolicyLibrary shipped(InstantSource clock) {
    return new PolicyLibrary(PolicyFiles.shipped().modules(), clock);
  }

  /**
   * The version of a module that is in force now.
   *
   * @throws IllegalArgumentException when there is none
   */
  public PolicyModule module(String id) {
    return inForce(id, clock.instant())
        .orElseThrow(
            () -> new IllegalArgumentException("no policy module " + id + "; there are " + ids()));
  }

  /** All ids, ascending. */
  public List<String> ids() {
    return List.copyOf(modules.keySet());
  }

  /** Every version of every module. */
  public List<PolicyModule> all() {
    return modules.values().stream().flatMap(List::stream).toList();
  }

  /** Every version of a module, the oldest first; empty for an unknown one. */
  public List<PolicyModule> versions(String id) {
    return modules.getOrDefault(id, List.of());
  }

  /** The version that is in force at this instant. */
  public Optional<PolicyModule> inForce(String id, Instant at) {
    LocalDate day = LocalDate.ofInstant(at, ZoneOffset.UTC);
    PolicyModule newest = null;
    for (PolicyModule each : versions(id)) {
      if (!each.effective().isAfter(day)) {
        newest = each;
      }
    }
    return Optional.ofNullable(newest);
  }

  /** The next version, if tenants were told of it already. */
  public Optional<PolicyModule> announced(String id, Instant at) {
    LocalDate day = LocalDate.ofInstant(at, ZoneOffset.UTC);
    for (PolicyModule each : versions(id)) {
      if (each.effective().isAfter(day)) {
        return Optional.of(each)
            .filter(next -> next.announced().map(told -> !told.isAfter(day)).orElse(false));
      }
    }
    return Optional.empty();
  }

  /**
   * One version.
   *
   * @throws IllegalArgumentException when the library does not hold it
   */
  public PolicyModule version(PolicyRef ref) {
    return find(ref).orElseThrow(() -> new IllegalArgumentException("no policy version " + ref));
  }

  /** One version, if the library holds it. */
  public Optional<PolicyModule> find(PolicyRef ref) {
    return versions(ref.id()).stream().filter(each -> each.ref().equals(ref)).findFirst();
  }

  /** The versions of the same module that came into force after this one, until now. */
  public List<PolicyModule> inForceBetween(PolicyModule first, Instant now) {
    LocalDate day = LocalDate.ofInstant(now, ZoneOffset.UTC);
    return versions(first.id()).stream()
        .filter(each -> each.effective().isAfter(first.effective()))
        .filter(each -> !each.effective().isAfter(day))
        .toList();
  }

  /**
   * Every calendar period for which any version keeps data of a class, the shorter ones that it
   * lists included: there is a set of tables or indexes for each, until the last item under an old
   * version is gone.
   */
  public Set<RetentionPeriod> periods(DataClass dataClass) {
    return all().stream()
        .flatMap(module -> module.find(dataClass).stream())
        .filter(rule -> rule.retention() instanceof Retention.Calendar)
        .flatMap(
            rule ->
                Stream.concat(
                    Stream.of(((Retention.Calendar) rule.retention()).period()),
                    rule.shorter().stream()))
        .sorted(Comparator.comparing(period -> period.goneBy(LocalDate.EPOCH)))
        .collect(
            Collectors.collectingAndThen(
                Collectors.toCollection(LinkedHashSet::new), Collections::unmodifiableSet));
  }
}
