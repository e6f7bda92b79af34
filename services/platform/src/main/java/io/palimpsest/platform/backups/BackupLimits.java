package io.palimpsest.platform.backups;

import io.palimpsest.policy.ClauseId;
import io.palimpsest.policy.DataClass;
import io.palimpsest.policy.PolicyLibrary;
import io.palimpsest.policy.PolicyModule;
import io.palimpsest.policy.Retention;
import io.palimpsest.policy.RetentionPeriod;
import io.palimpsest.policy.terms.DataRule;
import java.time.LocalDate;
import java.time.Period;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Whether and how long anything is backed up, as the policies say (clauses T4a, T4b, O8). Rows of
 * tenants under several policies share a day, so the strictest of those that keep anything for the
 * same period holds for all of it.
 */
public final class BackupLimits {
  private static final LocalDate ANY_DAY = LocalDate.EPOCH;
  private static final Comparator<RetentionPeriod> SHORTEST =
      Comparator.comparing(period -> period.goneBy(ANY_DAY));

  private final Supplier<PolicyLibrary> policies;

  public BackupLimits(Supplier<PolicyLibrary> policies) {
    this.policies = policies;
  }

  /**
   * How long a copy lives.
   *
   * @param data until what it is a copy of must be gone; empty for what a copy is a state of
   * @param copy from the day it was made on; empty where it goes with its source
   * @param policy which says so: module and version
   */
  public record Limit(
      Optional<RetentionPeriod> data, Optional<RetentionPeriod> copy, String policy) {

    /** The first day on which nothing of it may be there; empty for what is kept for ever. */
    public Optional<LocalDate> goneBy(LocalDate day, LocalDate made) {
      Optional<LocalDate> withSource = data.map(period -> period.goneBy(day));
      Optional<LocalDate> own = copy.map(period -> period.goneBy(made));
      return own.isEmpty() || withSource.isPresent() && withSource.get().isBefore(own.get())
          ? withSource
          : own;
    }

    /** The period that ends it, in ISO 8601. */
    public String period(LocalDate day, LocalDate made) {
      Optional<LocalDate> end = goneBy(day, made);
      boolean own = end.isPresent() && end.equals(copy.map(period -> period.goneBy(made)));
      return (own ? copy : data).map(period -> period.period().toString()).orElse("P0D");
    }
  }

  /** What holds for a piece; empty where a policy that keeps it has no backup of it. */
  public Optional<Limit> of(BackupClass kind, Piece piece) {
    return switch (kind) {
      case MONITORING, OPERATION_LOG ->
          ofClass(kind.dataClass().orElseThrow(), piece.period().orElseThrow());
      case CONTROL -> Optional.of(ofState());
      case EVIDENCE -> Optional.of(new Limit(Optional.empty(), Optional.empty(), "for-ever"));
    };
  }

  /**
   * The first day on which a copy may not be there: what was promised when it was made, or less by
   * now; the day it was made on where no policy allows it any more; empty when it is kept for ever.
   */
  public Optional<LocalDate> end(CopyName name) {
    if (name.until().isEmpty()) {
      return Optional.empty();
    }
    LocalDate promised = name.until().get();
    Optional<LocalDate> now =
        of(name.kind(), name.piece())
            .map(limit -> limit.goneBy(name.piece().day(), name.made()))
            .orElse(Optional.of(name.made()));
    return Optional.of(now.filter(end -> end.isBefore(promised)).orElse(promised));
  }

  /** The policies of which every version has a class backed up. */
  public Set<String> backingUp(DataClass dataClass) {
    PolicyLibrary library = policies.get();
    return library.ids().stream()
        .filter(
            id ->
                library.versions(id).stream()
                    .allMatch(module -> module.backups().of().contains(dataClass)))
        .collect(Collectors.toSet());
  }

  /** Why a class is never backed up, with the policies' clauses. */
  public BackupRefused never(DataClass dataClass) {
    List<PolicyModule> modules =
        policies.get().all().stream()
            .filter(module -> module.find(dataClass).isPresent())
            .filter(module -> !module.backups().of().contains(dataClass))
            .toList();
    String clauses =
        modules.stream()
            .flatMap(module -> module.backups().clauses().stream())
            .map(ClauseId::toString)
            .distinct()
            .sorted()
            .collect(Collectors.joining(", "));
    return new BackupRefused(
        dataClass.key()
            + " is never backed up, nor are its keys (clauses "
            + clauses
            + "); there are backups of "
            + BackupClass.keys());
  }

  private Optional<Limit> ofClass(DataClass dataClass, RetentionPeriod period) {
    List<PolicyModule> keeping =
        policies.get().all().stream().filter(module -> keeps(module, dataClass, period)).toList();
    boolean all =
        keeping.stream()
            .allMatch(
                module ->
                    module.backups().encrypted() && module.backups().of().contains(dataClass));
    return keeping.isEmpty() || !all
        ? Optional.empty()
        : Optional.of(strictest(keeping, Optional.of(period)));
  }

  /** A copy of everything there is holds what is younger and what is older than itself. */
  private Limit ofState() {
    Limit limit = strictest(policies.get().all(), Optional.empty());
    if (limit.copy().isPresent()) {
      return limit;
    }
    // Where copies go with their source, a state goes with what in it goes first.
    return policies.get().periods(DataClass.RECEIPT).stream()
        .min(SHORTEST)
        .map(period -> new Limit(Optional.empty(), Optional.of(period), limit.policy()))
        .orElseThrow(() -> new BackupRefused("no policy says how long a backup is kept"));
  }

  private static Limit strictest(List<PolicyModule> modules, Optional<RetentionPeriod> data) {
    Optional<PolicyModule> strictest =
        modules.stream()
            .filter(module -> ofCopies(module).isPresent())
            .min(Comparator.comparing(module -> ofCopies(module).orElseThrow(), SHORTEST));
    PolicyModule named = strictest.orElse(modules.getLast());
    return new Limit(
        data, strictest.flatMap(BackupLimits::ofCopies), named.id() + "-" + named.version());
  }

  private static boolean keeps(PolicyModule module, DataClass dataClass, RetentionPeriod period) {
    Optional<DataRule> rule = module.find(dataClass);
    return rule.isPresent()
        && (rule.get().shorter().contains(period)
            || rule.get().retention() instanceof Retention.Calendar calendar
                && calendar.period().equals(period));
  }

  /** A policy's own period for copies; empty where they go with their source. */
  private static Optional<RetentionPeriod> ofCopies(PolicyModule module) {
    return module
        .find(DataClass.BACKUP)
        .flatMap(
            rule ->
                switch (rule.retention()) {
                  case Retention.Calendar(RetentionPeriod period) -> Optional.of(period);
                  case Retention.Clock clock ->
                      Optional.of(
                          new RetentionPeriod(Period.ofDays((int) clock.duration().toDays())));
                  case Retention.AccountLife _, Retention.WithSource _ -> Optional.empty();
                });
  }
}
