package io.palimpsest.platform.call;

import io.palimpsest.ocr.DocumentOptions;
import io.palimpsest.ocr.Reading;
import io.palimpsest.platform.call.FaultPoints.Point;
import io.palimpsest.platform.call.KeepingRules.Denied;
import io.palimpsest.platform.call.KeepingRules.Granted;
import io.palimpsest.platform.call.KeepingRules.Ruling;
import io.palimpsest.platform.call.Kept.Why.OfThisCall;
import io.palimpsest.platform.credentials.ControlStore;
import io.palimpsest.platform.rights.RightsStore;
import io.palimpsest.platform.subjects.Identification;
import io.palimpsest.platform.subjects.Names;
import io.palimpsest.platform.subjects.Purpose;
import io.palimpsest.platform.subjects.Storing;
import io.palimpsest.platform.subjects.SubjectCell;
import io.palimpsest.platform.subjects.SubjectCells;
import io.palimpsest.platform.tenancy.TenantId;
import io.palimpsest.policy.ClauseId;
import io.palimpsest.policy.DataClass;
import io.palimpsest.policy.PolicyModule;
import io.palimpsest.policy.decision.PolicyDecisions;
import io.palimpsest.policy.decision.TenantTerms;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stores what calls read of their end users, where policy and consent reach, and nothing anywhere
 * else. It is done between the erasure of the upload and the answer, in {@link #LONGEST} and never
 * beyond the call's deadline. Whatever becomes of it, the call is answered; its operation log entry
 * and {@code watch} are told. Thread-safe.
 */
public final class Keeping {
  /** How much of a call's time its identification data is worth at most. */
  static final Duration LONGEST = Duration.ofSeconds(5);

  /** What changes between the decision and the writing is decided anew once. */
  private static final int ATTEMPTS = 2;

  /** That what was withdrawn is neither stored nor used (clause O16). */
  private static final List<ClauseId> WITHDRAWAL = List.of(new ClauseId("O16"));

  private static final Logger LOG = LoggerFactory.getLogger(Keeping.class);

  private final PolicyDecisions decisions;
  private final ControlStore control;
  private final RightsStore rights;
  private final SubjectCells cells;
  private final Deadlines deadlines;
  private final FaultPoints faults;
  private final Clock clock;
  private final Consumer<Kept> watch;

  public Keeping(
      PolicyDecisions decisions,
      ControlStore control,
      RightsStore rights,
      SubjectCells cells,
      Deadlines deadlines,
      FaultPoints faults,
      Clock clock,
      Consumer<Kept> watch) {
    this.decisions = decisions;
    this.control = control;
    this.rights = rights;
    this.cells = cells;
    this.deadlines = deadlines;
    this.faults = faults;
    this.clock = clock;
    this.watch = watch;
  }

  /**
   * What there is to do for an admitted call, decided as far as it can be before the picture is
   * read.
   *
   * @param policy the version that the call runs under
   */
  Task begin(OcrCall<?> call, Cell cell, PolicyModule policy, OcrCall.Keepable keepable) {
    KeepingRules rules = new KeepingRules(decisions, policy, call, cell.region());
    Ruling first = rules.rule(call.caller().terms(), Optional.empty(), clock.instant());
    return new Task(call, cell, keepable, rules, first);
  }

  /** The identification data of one call. Belongs to the call's thread. */
  final class Task {
    private final OcrCall<?> call;
    private final Cell cell;
    private final OcrCall.Keepable keepable;
    private final KeepingRules rules;
    private final Ruling first;

    private Task(
        OcrCall<?> call, Cell cell, OcrCall.Keepable keepable, KeepingRules rules, Ruling first) {
      this.call = call;
      this.cell = cell;
      this.keepable = keepable;
      this.rules = rules;
      this.first = first;
    }

    /** How the picture is to be read: a portrait is looked for only where it may be kept. */
    DocumentOptions options(DocumentOptions otherwise) {
      return first instanceof Granted ? keepable.options() : otherwise;
    }

    /** Stores it where that is allowed, and tells what came of it; throws nothing. */
    Kept keep(Reading reading) {
      Kept kept;
      try {
        faults.before(Point.KEEP);
        kept = call.trace().step("keep", () -> inTime(reading));
        faults.after(Point.KEEP);
      } catch (RuntimeException | Error e) {
        LOG.error("nothing is kept of call {}: {}", call.callId(), Failures.describe(e));
        kept = new Kept.Failed();
      }
      watch.accept(kept);
      return kept;
    }

    private Kept inTime(Reading reading) {
      Optional<SubjectCell> subjects = cells.find(cell.region());
      if (first instanceof Denied denied) {
        return refused(denied);
      }
      Optional<Identity> identity = keepable.identity().apply(reading);
      if (identity.isEmpty()) {
        return new Kept.Refused(OfThisCall.DOUBTFUL, List.of());
      }
      if (call.endUser().reference().isEmpty() && identity.get().document().isEmpty()) {
        return new Kept.Refused(OfThisCall.NAMELESS, List.of());
      }
      Duration left = deadlines.left(call.trace());
      Duration limit = left.compareTo(LONGEST) < 0 ? left : LONGEST;
      Claim claim = new Claim();
      CompletableFuture<Kept> work =
          CompletableFuture.supplyAsync(
              () -> decideAndStore(subjects.orElseThrow(), identity.get(), claim),
              task -> Thread.ofVirtual().name("keep-" + call.callId()).start(task));
      return outcome(work, limit, claim);
    }

    /** Whoever waits in vain gives up, so that nothing is stored that nobody knows of. */
    private Kept outcome(CompletableFuture<Kept> work, Duration limit, Claim claim) {
      try {
        return work.get(limit.toNanos(), TimeUnit.NANOSECONDS);
      } catch (ExecutionException e) {
        LOG.warn(
            "identification data of call {}: {}", call.callId(), Failures.describe(e.getCause()));
        return claim.giveUp() ? new Kept.Failed() : new Kept.Unfinished();
      } catch (TimeoutException e) {
        LOG.warn("identification data of call {} took too long", call.callId());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      return claim.giveUp() ? new Kept.Late() : new Kept.Unfinished();
    }

    private Kept decideAndStore(SubjectCell subjects, Identity identity, Claim claim) {
      Names names =
          subjects.pseudonyms().names(tenant(), call.endUser().reference(), identity.document());
      Optional<TenantTerms> terms = Optional.of(call.caller().terms());
      for (int attempt = 1; attempt <= ATTEMPTS && terms.isPresent(); attempt++) {
        Instant now = clock.instant();
        switch (rules.rule(terms.get(), Optional.of(identity.born()), now)) {
          case Denied denied -> {
            return refused(denied);
          }
          case Granted granted -> {
            Granted consented = granted.only(notWithdrawn(granted, names));
            if (consented.purposes().isEmpty()) {
              return new Kept.Refused(OfThisCall.WITHDRAWN, WITHDRAWAL);
            }
            Identification item = item(subjects, identity, consented, now);
            if (isStored(subjects, names, item, identity, consented, claim)) {
              return new Kept.Stored(item, identity.photos().size());
            }
          }
        }
        terms = freshTerms();
      }
      return new Kept.Refused(OfThisCall.CHANGED, List.of());
    }

    /** False when what it was granted on changed before it was written, or nobody waits for it. */
    private boolean isStored(
        SubjectCell subjects,
        Names names,
        Identification item,
        Identity identity,
        Granted granted,
        Claim claim) {
      Storing done =
          subjects
              .items()
              .store(
                  tenant(),
                  names,
                  item,
                  identity.photos(),
                  () -> isStillAllowed(granted, identity, names) && claim.write());
      return done instanceof Storing.Stored;
    }

    /**
     * Asked within the storing transaction, of the control database itself: what it remembers of a
     * second ago is not good enough here.
     */
    private boolean isStillAllowed(Granted granted, Identity identity, Names names) {
      return freshTerms()
              .map(terms -> rules.rule(terms, Optional.of(identity.born()), clock.instant()))
              .filter(now -> now instanceof Granted still && still.covers(granted))
              .isPresent()
          && notWithdrawn(granted, names).equals(granted.purposes());
    }

    private Optional<TenantTerms> freshTerms() {
      return control.find(call.caller().credential().secretId()).map(caller -> caller.terms());
    }

    private Set<Purpose> notWithdrawn(Granted granted, Names names) {
      return granted.purposes().stream()
          .filter(purpose -> !rights.isWithdrawn(tenant(), cell.region(), names.all(), purpose))
          .collect(Collectors.toSet());
    }

    private Identification item(
        SubjectCell subjects, Identity identity, Granted granted, Instant now) {
      return new Identification(
          call.caller().application().appId(),
          call.callId(),
          call.action(),
          DataClass.IDENTIFICATION,
          identity.fields(),
          granted.policy(),
          granted.purposes(),
          granted.attestations(),
          now,
          granted.until(),
          call.endUser().jurisdiction(),
          call.endUser()
              .consentRecord()
              .map(record -> subjects.pseudonyms().ofConsentRecord(tenant(), record)));
    }

    private TenantId tenant() {
      return call.caller().tenant().id();
    }
  }

  private static Kept refused(Denied denied) {
    return new Kept.Refused(new Kept.Why.Policy(denied.why().reason()), denied.why().clauses());
  }
}
