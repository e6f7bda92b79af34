package io.palimpsest.platform.proofs;

import io.palimpsest.policy.DataClass;
import io.palimpsest.policy.PolicyLibrary;
import io.palimpsest.policy.PolicyModule;
import io.palimpsest.policy.Retention;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * By when a proof must be gone: a whole number of days of UTC, since the control plane is in no
 * region. The version counts that was in force at the end of what is proved, or came first after
 * it, and each later one that shortened the period.
 */
final class ProofPeriods {
  private ProofPeriods() {}

  /** Empty while no version of the policy says how long proofs are kept. */
  static Optional<Instant> goneBy(
      PolicyLibrary library, String policy, Instant ended, Instant now) {
    Optional<PolicyModule> first =
        library.inForce(policy, ended).or(() -> library.inForce(policy, now));
    LocalDate day = LocalDate.ofInstant(ended, ZoneOffset.UTC);
    return first.stream()
        .flatMap(module -> Stream.concat(Stream.of(module), later(library, module, now)))
        .flatMap(module -> goneBy(module, day).stream())
        .min(Instant::compareTo);
  }

  private static Stream<PolicyModule> later(
      PolicyLibrary library, PolicyModule first, Instant now) {
    return library.inForceBetween(first, now).stream();
  }

  private static Optional<Instant> goneBy(PolicyModule module, LocalDate day) {
    return module
        .find(DataClass.RECEIPT)
        .map(rule -> rule.retention())
        .filter(Retention.Calendar.class::isInstance)
        .map(calendar -> ((Retention.Calendar) calendar).period().goneBy(day))
        .map(gone -> gone.atStartOfDay(ZoneOffset.UTC).toInstant());
  }
}
