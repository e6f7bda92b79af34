package io.palimpsest.evidence.report;

import java.util.List;

/**
 * One class of data.
 *
 * @param dataClass such as {@code monitoring}
 * @param leafClasses by which names leaves of the log speak of it
 * @param store which store was asked
 * @param limits how long it may be kept, by each policy in force that has it
 * @param alive what the store has of it now
 * @param erasures what the logs took in the period
 */
public record ClassReport(
    String dataClass,
    List<String> leafClasses,
    String store,
    List<Limit> limits,
    Alive alive,
    Erasures erasures) {
  public ClassReport {
    leafClasses = List.copyOf(leafClasses);
    limits = List.copyOf(limits);
  }
}
