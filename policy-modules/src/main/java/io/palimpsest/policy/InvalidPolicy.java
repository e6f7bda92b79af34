package io.palimpsest.policy;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A policy module breaks the schema or contradicts itself or another. The message has a line for
 * every fault, with its file and line.
 */
public final class InvalidPolicy extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<PolicyFault> faults;

  public InvalidPolicy(List<PolicyFault> faults) {
    super(
        faults.stream()
            .sorted(Comparator.comparing(PolicyFault::file).thenComparing(PolicyFault::line))
            .map(PolicyFault::toString)
            .distinct()
            .collect(Collectors.joining("\n")));
    this.faults = List.copyOf(faults);
  }

  public List<PolicyFault> faults() {
    return faults;
  }
}
