package io.palimpsest.platform.call;

import io.palimpsest.platform.credentials.Caller;
import io.palimpsest.platform.credentials.ControlStore;
import io.palimpsest.platform.debugcopies.CopyContent;
import io.palimpsest.platform.debugcopies.CopyRules;
import io.palimpsest.platform.debugcopies.DebugCopy;
import io.palimpsest.platform.debugcopies.DebugCopyStore;
import io.palimpsest.platform.subjects.SubjectCell;
import io.palimpsest.platform.subjects.SubjectCells;
import io.palimpsest.policy.decision.Refusal;
import io.palimpsest.policy.decision.StorageDecision;
import io.palimpsest.policy.decision.TenantTerms;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps debug copies of calls whose tenant opted in (clause O6), and does nothing for all others.
 * It is done once the call's record is durable, in {@link #LONGEST} and never beyond the call's
 * deadline; while stores are slow, {@link #AT_ONCE} copies wait for them and no more are begun.
 * Whatever becomes of it, the call is answered as it would be; its operation log entry and {@code
 * watch} are told. Thread-safe.
 */
public final class Copying {
  /** How much of a call's time its copy is worth at most: a copy takes some 20 ms. */
  static final Duration LONGEST = Duration.ofSeconds(1);

  /** Bounds what lies in memory for stores that hang: each copy is a picture. */
  static final int AT_ONCE = 16;

  private static final Refusal KEY_IS_GONE =
      new Refusal(Refusal.Reason.NOT_OPTED_IN, List.of(), "the key that signed the call is gone");

  private static final Logger LOG = LoggerFactory.getLogger(Copying.class);

  private final CopyRules rules;
  private final ControlStore control;
  private final SubjectCells cells;
  private final Deadlines deadlines;
  private final Clock clock;
  private final Consumer<Copied> watch;
  private final Duration longest;
  private final Semaphore places = new Semaphore(AT_ONCE);

  public Copying(
      CopyRules rules,
      ControlStore control,
      SubjectCells cells,
      Deadlines deadlines,
      Clock clock,
      Consumer<Copied> watch) {
    this(rules, control, cells, deadlines, clock, watch, LONGEST);
  }

  /**
   * @param longest how much of a call's time its copy is worth at most
   */
  public Copying(
      CopyRules rules,
      ControlStore control,
      SubjectCells cells,
      Deadlines deadlines,
      Clock clock,
      Consumer<Copied> watch,
      Duration longest) {
    this.rules = rules;
    this.control = control;
    this.cells = cells;
    this.deadlines = deadlines;
    this.clock = clock;
    this.watch = watch;
    this.longest = longest;
  }

  /** What there is to do for a call whose picture is there; empty where no copy may be made. */
  Optional<Task> begin(OcrCall<?> call, Cell cell, byte[] upload) {
    return cells
        .find(cell.region())
        .flatMap(SubjectCell::copies)
        .filter(_ -> mayBeMade(call, cell))
        .map(store -> new Task(call, cell, store, upload));
  }

  private boolean mayBeMade(OcrCall<?> call, Cell cell) {
    return decide(call, cell, call.caller().terms(), clock.instant())
        instanceof StorageDecision.Keep;
  }

  private StorageDecision decide(OcrCall<?> call, Cell cell, TenantTerms terms, Instant now) {
    return rules.mayMake(terms, call.action(), cell.region(), call.endUser().jurisdiction(), now);
  }

  /** The copy of one call. Belongs to the call's thread. */
  final class Task {
    private final OcrCall<?> call;
    private final Cell cell;
    private final DebugCopyStore store;
    private final byte[] upload;

    private Task(OcrCall<?> call, Cell cell, DebugCopyStore store, byte[] upload) {
      this.call = call;
      this.cell = cell;
      this.store = store;
      this.upload = upload;
    }

    /**
     * Makes it, if the tenant still wants it, and tells what came of it; throws nothing.
     *
     * @param answer as it is given
     */
    Copied copy(byte[] answer) {
      Copied copied;
      try {
        copied = call.trace().step("copy", () -> inTime(new CopyContent(upload, answer)));
      } catch (RuntimeException | Error e) {
        LOG.error("no debug copy of call {}: {}", call.callId(), Failures.describe(e));
        copied = new Copied.Failed();
      }
      watch.accept(copied);
      return copied;
    }

    private Copied inTime(CopyContent content) {
      Duration left = deadlines.left(call.trace());
      Duration limit = left.compareTo(longest) < 0 ? left : longest;
      if (!limit.isPositive()) {
        return new Copied.Late();
      }
      if (!places.tryAcquire()) {
        return new Copied.Busy();
      }
      Claim claim = new Claim();
      CompletableFuture<Copied> work =
          CompletableFuture.supplyAsync(
              () -> {
                try {
                  return decideAndKeep(content, claim);
                } finally {
                  places.release();
                }
              },
              task -> Thread.ofVirtual().name("copy-" + call.callId()).start(task));
      try {
        return work.get(limit.toNanos(), TimeUnit.NANOSECONDS);
      } catch (ExecutionException e) {
        LOG.warn("debug copy of call {}: {}", call.callId(), Failures.describe(e.getCause()));
        return new Copied.Failed();
      } catch (TimeoutException e) {
        LOG.warn("debug copy of call {} took too long", call.callId());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      return claim.giveUp() ? new Copied.Late() : new Copied.Unfinished();
    }

    /** Asked of the control database itself: whoever opted out before this finds no copy. */
    private Copied decideAndKeep(CopyContent content, Claim claim) {
      Instant now = clock.instant();
      StorageDecision decision =
          freshTerms()
              .map(terms -> decide(call, cell, terms, now))
              .orElseGet(() -> new StorageDecision.Drop(KEY_IS_GONE));
      return switch (decision) {
        case StorageDecision.Drop(var why) -> new Copied.Refused(why.reason(), why.clauses());
        case StorageDecision.Keep keep -> keep(keep, content, claim, now);
      };
    }

    private Copied keep(StorageDecision.Keep keep, CopyContent content, Claim claim, Instant now) {
      DebugCopy copy =
          new DebugCopy(
              call.caller().application().appId(),
              call.callId(),
              call.action(),
              keep.policy(),
              now,
              CopyRules.due(keep),
              content.size());
      return store.keep(copy, content, claim::write)
          ? new Copied.Made(copy.due(), copy.bytes())
          : new Copied.Late();
    }

    private Optional<TenantTerms> freshTerms() {
      return control.find(call.caller().credential().secretId()).map(Caller::terms);
    }
  }
}
