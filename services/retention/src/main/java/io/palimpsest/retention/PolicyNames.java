package io.palimpsest.retention;

import io.palimpsest.platform.evidence.LeafWords;
import io.palimpsest.policy.DataClass;
import io.palimpsest.policy.PolicyLibrary;
import io.palimpsest.policy.PolicyModule;
import io.palimpsest.policy.Retention.Calendar;
import io.palimpsest.policy.RetentionPeriod;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * By which policy data goes that several tenants' records share a piece of, as leaves write it: the
 * first by name of those in force that keep the class for just so long, else of those that once
 * did.
 */
record PolicyNames(Supplier<PolicyLibrary> policies, Clock clock) {
  private static final String UNKNOWN = "unknown";

  /** The clause that lets a legal hold keep something, and nothing else. */
  private static final String HOLD_CLAUSE = "/D5";

  /** The policy of what goes after this period. */
  String of(DataClass dataClass, RetentionPeriod period) {
    return first(module -> keeps(module, dataClass, period));
  }

  /** The policy of what only a hold kept. */
  String ofHeld() {
    return first(_ -> true) + HOLD_CLAUSE;
  }

  private String first(Predicate<PolicyModule> which) {
    PolicyLibrary library = policies.get();
    Stream<PolicyModule> inForce =
        library.ids().stream().flatMap(id -> library.inForce(id, clock.instant()).stream());
    Optional<PolicyModule> found =
        Stream.concat(inForce, library.all().stream()).filter(which).findFirst();
    return found.map(module -> LeafWords.of(module.ref())).orElse(UNKNOWN);
  }

  private static boolean keeps(PolicyModule module, DataClass dataClass, RetentionPeriod period) {
    return module.find(dataClass).stream()
        .anyMatch(
            rule ->
                rule.shorter().contains(period)
                    || rule.retention() instanceof Calendar calendar
                        && calendar.period().equals(period));
  }
}
