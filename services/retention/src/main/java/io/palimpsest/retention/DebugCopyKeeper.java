package io.palimpsest.retention;

import io.palimpsest.evidence.leaf.Cause;
import io.palimpsest.platform.consent.ConsentStore;
import io.palimpsest.platform.credentials.ControlStore;
import io.palimpsest.platform.debugcopies.CopyRules;
import io.palimpsest.platform.debugcopies.DebugCopy.Origin;
import io.palimpsest.platform.debugcopies.DebugCopyStore;
import io.palimpsest.platform.tenancy.Region;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Erases a region's debug copies: each a little before its time is up, all of a tenant once it
 * wants them no more, what a call never finished, and objects that no row has.
 *
 * <p>Counts {@code copies}, {@code unfinished}, {@code withdrawn}, {@code over} and {@code swept}.
 */
public final class DebugCopyKeeper {
  private static final Logger LOG = LoggerFactory.getLogger(DebugCopyKeeper.class);

  /**
   * Copies go this much before their time, so that a store that is away for a minute makes none
   * late.
   */
  static final Duration AHEAD = Duration.ofMinutes(1);

  private final Region region;
  private final DebugCopyStore copies;
  private final CopyRules rules;
  private final ControlStore accounts;
  private final ConsentStore consents;
  private final Duration over;
  private final Clock clock;

  /**
   * @param accounts whose the copies are
   * @param consents what they say now
   * @param over the age at which a call is over, and so is the writing of its copy
   */
  public DebugCopyKeeper(
      Region region,
      DebugCopyStore copies,
      CopyRules rules,
      ControlStore accounts,
      ConsentStore consents,
      Duration over,
      Clock clock) {
    this.region = region;
    this.copies = copies;
    this.rules = rules;
    this.accounts = accounts;
    this.consents = consents;
    this.over = over;
    this.clock = clock;
  }

  /** What the clockwork is to do again and again. */
  public List<Chore> chores(RetentionSettings settings) {
    return List.of(
        new Chore("debug-copies", settings.settleEvery(), this::expire),
        // By itself: while the control plane is away, copies go on expiring.
        new Chore("debug-copies-consent", settings.settleEvery(), this::withdraw),
        new Chore("debug-copies-sweep", settings.expireEvery(), this::sweep));
  }

  /** Erases what is due, and what was never finished. */
  public void expire(Tally tally) {
    tally.add("copies", copies.eraseDue(clock.instant().plus(AHEAD)));
    int unfinished = copies.eraseUnfinished(clock.instant().minus(over));
    if (unfinished > 0) {
      tally.add("unfinished", unfinished);
      LOG.warn("{}: erased {} debug copies that were never finished", region, unfinished);
    }
  }

  /** Erases what may not stay by what its tenant and its policy say now. */
  public void withdraw(Tally tally) {
    for (Origin origin : copies.origins()) {
      Instant now = clock.instant();
      switch (rules.rule(origin, region, accounts, consents, now.plus(AHEAD))) {
        case CopyRules.Ruling.Go(Cause cause) ->
            count(tally, "withdrawn", origin, copies.erase(origin, now, cause));
        case CopyRules.Ruling.Stay(var withdrawn, Instant past) -> {
          withdrawn.ifPresent(
              at -> count(tally, "withdrawn", origin, copies.erase(origin, at, Cause.WITHDRAWN)));
          count(tally, "over", origin, copies.erase(origin, past, Cause.PERIOD_OVER));
        }
      }
    }
  }

  /** Erases objects that no row has. */
  public void sweep(Tally tally) {
    int swept = copies.sweep(clock.instant().minus(over));
    if (swept > 0) {
      tally.add("swept", swept);
      LOG.warn("{}: erased {} objects that were no debug copy's", region, swept);
    }
  }

  private void count(Tally tally, String number, Origin origin, int erased) {
    if (erased > 0) {
      tally.add(number, erased);
      LOG.info("{}: erased {} debug copies of {}: {}", region, erased, origin.appId(), number);
    }
  }
}
