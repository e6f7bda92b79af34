package io.palimpsest.policy;

import io.palimpsest.policy.internal.TestModules;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** The module {@code whole} of the tests' own files, which says something everywhere. */
public final class PolicyFixtures {
  /** When it is in force and nothing else is. */
  public static final Instant NOW = Instant.parse("2027-03-01T12:00:00Z");

  public static final PolicyModule WHOLE = TestModules.read("parent-whole.yml").getFirst();

  public static final PolicyLibrary LIBRARY = library(WHOLE);

  private PolicyFixtures() {}

  public static PolicyLibrary library(PolicyModule... modules) {
    return new PolicyLibrary(List.of(modules), InstantSource.fixed(NOW));
  }
}
