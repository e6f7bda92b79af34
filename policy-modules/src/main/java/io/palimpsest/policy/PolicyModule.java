package io.palimpsest.policy;

import io.palimpsest.policy.terms.Acceptance;
import io.palimpsest.policy.terms.Ages;
import io.palimpsest.policy.terms.Backups;
import io.palimpsest.policy.terms.DataRule;
import io.palimpsest.policy.terms.Family;
import io.palimpsest.policy.terms.Parties;
import io.palimpsest.policy.terms.RegionTerms;
import io.palimpsest.policy.terms.Right;
import io.palimpsest.policy.terms.Statement;
import io.palimpsest.policy.terms.SubProcessor;
import io.palimpsest.policy.terms.Transfers;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One version of one policy: what may be kept, where, for how long, and on which basis. What it
 * took from the modules it extends is in it already; {@link #lineage()} tells what came from where.
 *
 * @param effective the first day on which it holds, in UTC, so that it begins everywhere at once
 * @param announced the day on which tenants were told of it; empty for a first version
 * @param title what a tenant reads above the text
 * @param longestCall no period is shorter than a call may take
 * @param classes a rule for each of a call's own classes, and for others where the profile has them
 * @param families interfaces by what they read of people; an interface in none may not run
 * @param lineage the modules it extends, and who won where they differ
 * @param hash SHA-256 of its content in hexadecimal: two versions with the same one say the same
 */
public record PolicyModule(
    PolicyRef ref,
    LocalDate effective,
    Optional<LocalDate> announced,
    Text title,
    Text summary,
    Parties parties,
    Acceptance acceptance,
    Duration longestCall,
    Staging staging,
    Map<DataClass, DataRule> classes,
    Map<String, Family> families,
    Ages ages,
    Map<String, RegionTerms> regions,
    Map<String, SubProcessor> subProcessors,
    Transfers transfers,
    Backups backups,
    Map<String, Right> rights,
    Map<String, Statement> statements,
    Lineage lineage,
    String hash) {
  /** The classes that every module has a rule for. */
  public static final List<DataClass> OF_EVERY_CALL =
      List.of(
          DataClass.MONITORING,
          DataClass.OPERATION_LOG,
          DataClass.IDENTIFICATION,
          DataClass.UPLOAD_AND_RESULT);

  public PolicyModule {
    classes = ordered(classes);
    families = ordered(families);
    regions = ordered(regions);
    subProcessors = ordered(subProcessors);
    rights = ordered(rights);
    statements = ordered(statements);
    for (DataClass each : OF_EVERY_CALL) {
      if (!classes.containsKey(each)) {
        throw new IllegalArgumentException("policy " + ref + " has no rule for " + each);
      }
    }
  }

  /** Such as {@code tencent-ocr}. */
  public String id() {
    return ref.id();
  }

  /** Such as {@code 1.0.0}; a changed text or value is a new one. */
  public String version() {
    return ref.version().toString();
  }

  /**
   * How long data of a class is kept, where that is a calendar period.
   *
   * @throws IllegalArgumentException when the policy has no such class, or keeps it by another
   *     measure
   */
  public RetentionPeriod retention(DataClass dataClass) {
    if (rule(dataClass).retention() instanceof Retention.Calendar calendar) {
      return calendar.period();
    }
    throw new IllegalArgumentException(
        ref + " keeps " + dataClass.key() + " for no calendar period");
  }

  /**
   * What holds for a class.
   *
   * @throws IllegalArgumentException when the policy has no such class
   */
  public DataRule rule(DataClass dataClass) {
    return find(dataClass)
        .orElseThrow(() -> new IllegalArgumentException(ref + " has no class " + dataClass.key()));
  }

  /** What holds for a class; empty where the policy has no such data. */
  public Optional<DataRule> find(DataClass dataClass) {
    return Optional.ofNullable(classes.get(dataClass));
  }

  /** The family that an interface is in; empty for one that this policy does not let run. */
  public Optional<Family> familyOf(String action) {
    return families.values().stream()
        .filter(family -> family.interfaces().contains(action))
        .findFirst();
  }

  private static <K, V> Map<K, V> ordered(Map<K, V> map) {
    return Collections.unmodifiableMap(new LinkedHashMap<>(map));
  }
}
