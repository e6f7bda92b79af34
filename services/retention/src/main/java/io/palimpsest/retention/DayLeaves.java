package io.palimpsest.retention;

import io.palimpsest.evidence.leaf.Expired;
import io.palimpsest.evidence.leaf.Place;
import io.palimpsest.platform.erasure.DailyStore;
import io.palimpsest.platform.evidence.LeafWords;
import io.palimpsest.platform.evidence.LeavingDays;
import io.palimpsest.platform.evidence.LeavingDays.Leaving;
import io.palimpsest.policy.DataClass;
import io.palimpsest.policy.RetentionPeriod;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;

/**
 * Tells a region's evidence log of days' data that goes as a whole: one leaf for each piece. What
 * goes is entered before it is dropped; whoever dies in between is followed by {@link #tellGone}.
 */
record DayLeaves(
    String region, ZoneId zone, LeavingDays leaving, PolicyNames policies, Clock clock) {
  /** In place of a policy's id: no policy is called so. */
  private static final String RELEASED = "(released)";

  private static final RetentionPeriod AT_ONCE = new RetentionPeriod(Period.ZERO);

  /** Enters a day's whole piece. */
  Leaving enter(DataClass dataClass, RetentionPeriod period, LocalDate day, long items) {
    return enter(
        new Leaving(
            dataClass,
            period,
            day,
            "",
            period,
            period.goneBy(day),
            policies.of(dataClass, period),
            items));
  }

  /** Enters a part of one. */
  Leaving enter(Leaving part) {
    leaving.enter(part);
    return part;
  }

  /** Enters entries of the operation log of whatever days, which go since a hold ended. */
  void enterReleased(long entries, String policy) {
    LocalDate day =
        leaving.open(DataClass.OPERATION_LOG).stream()
            .filter(each -> each.share().equals(RELEASED))
            .map(Leaving::day) // of an attempt that broke off
            .findFirst()
            .orElseGet(() -> LocalDate.ofInstant(clock.instant(), zone));
    enter(
        new Leaving(
            DataClass.OPERATION_LOG, AT_ONCE, day, RELEASED, AT_ONCE, day, policy, entries));
  }

  /** Tells of those, once they have been erased. */
  void tellReleased() {
    tellShares(DataClass.OPERATION_LOG, AT_ONCE, RELEASED);
  }

  /** Tells of what an earlier run dropped and could not tell: the store lists its day no more. */
  void tellGone(DataClass dataClass, DailyStore store) {
    for (Leaving each : leaving.open(dataClass)) {
      if (!each.share().equals(RELEASED) && !store.days(each.keptUnder()).contains(each.day())) {
        tell(each);
      }
    }
  }

  /** Tells of the parts of a policy's tenants, once these have been erased. */
  void tellShares(DataClass dataClass, RetentionPeriod keptUnder, String share) {
    for (Leaving each : leaving.open(dataClass)) {
      if (each.keptUnder().equals(keptUnder) && each.share().equals(share)) {
        tell(each);
      }
    }
  }

  /** Tells of what is gone now. */
  void tell(Leaving gone) {
    Instant now = clock.instant();
    Expired leaf =
        new Expired(
            new Place(region, gone.day()),
            LeafWords.of(gone.dataClass()),
            gone.period().period().toString(),
            gone.items(),
            LocalDate.ofInstant(now, zone).isAfter(gone.due()),
            gone.policy(),
            now);
    leaving.tell(gone, leaf.bytes());
  }
}
