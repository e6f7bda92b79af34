package io.palimpsest.policy;

import java.time.LocalDate;
import java.util.Map;

/**
 * One version of one policy: what may be kept, where, for how long, and on which basis.
 *
 * @param id such as {@code tencent-ocr}
 * @param version a changed text or value is a new version
 * @param effective the day from which it holds
 * @param title what a tenant reads above the text
 * @param classes a rule for every {@link DataClass}
 * @param staging where an upload rests while it is worked on
 */
public record PolicyModule(
    String id,
    String version,
    LocalDate effective,
    String title,
    Map<DataClass, Rule> classes,
    Staging staging) {
  public PolicyModule {
    classes = Map.copyOf(classes);
    for (DataClass each : DataClass.values()) {
      if (!classes.containsKey(each)) {
        throw new IllegalArgumentException("policy " + id + " has no rule for " + each);
      }
    }
  }

  /** How long data of a class is kept. */
  public RetentionPeriod retention(DataClass dataClass) {
    return rule(dataClass).retention();
  }

  public Rule rule(DataClass dataClass) {
    return classes.get(dataClass);
  }

  /**
   * What holds for one class.
   *
   * @param content what it is, in words
   * @param store which store holds it
   * @param purpose what it is kept for
   * @param legalBasis why it may be kept
   * @param erasure how it is erased
   */
  public record Rule(
      String content,
      String store,
      String purpose,
      String legalBasis,
      RetentionPeriod retention,
      String erasure) {}
}
