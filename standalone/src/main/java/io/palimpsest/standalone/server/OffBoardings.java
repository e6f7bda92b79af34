package io.palimpsest.standalone.server;

import io.palimpsest.platform.call.Cell;
import io.palimpsest.platform.holds.Holds;
import io.palimpsest.platform.metering.PriceList;
import io.palimpsest.platform.metering.Statements;
import io.palimpsest.platform.offboarding.DepartingRegion;
import io.palimpsest.platform.offboarding.OffBoarder;
import io.palimpsest.platform.offboarding.OffBoarding;
import io.palimpsest.policy.PolicyLibrary;
import io.palimpsest.retention.Chore;
import io.palimpsest.retention.Tally;
import io.palimpsest.stores.ControlStores;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/** What the clockwork does for whoever leaves, and for keys that ended. */
public final class OffBoardings {
  /** A step of somebody who leaves is looked at again this much later. */
  private static final Duration LEAVE_EVERY = Duration.ofSeconds(5);

  /** A temporary key whose end is over is erased with its token this much later. */
  private static final Duration KEYS_EVERY = Duration.ofMinutes(1);

  private OffBoardings() {}

  /**
   * The chores of the control plane.
   *
   * @param over the age at which a call is over
   */
  static List<Chore> chores(
      Stores stores, Holds holds, PriceList prices, Duration over, Clock clock) {
    ControlStores control = stores.controlStores();
    OffBoarder offBoarder =
        new OffBoarder(
            control.departures(),
            control.tombstones(),
            control.store(),
            control.admins(),
            control.consents(),
            holds,
            regions(stores, prices, over, clock),
            over,
            clock);
    Chore leaving = new Chore("off-boarding", LEAVE_EVERY, tally -> count(offBoarder.run(), tally));
    Chore keys =
        new Chore(
            "keys",
            KEYS_EVERY,
            tally ->
                tally.add(
                    "expired", control.store().eraseExpiredKeys(clock.instant().minus(over))));
    return List.of(leaving, keys);
  }

  private static void count(OffBoarder.Progress progress, Tally tally) {
    tally.add("steps", progress.done());
    tally.add("held", progress.held());
    tally.add("failed", progress.failed());
    tally.add("over", progress.over());
  }

  private static List<DepartingRegion> regions(
      Stores stores, PriceList prices, Duration over, Clock clock) {
    return stores.regions().stream()
        .map(
            region -> {
              Cell cell = region.cell();
              return new DepartingRegion(
                  region.subjects(stores.controlStores().rootKey()),
                  cell.uploads(),
                  region.holds(),
                  new Statements(cell.region(), cell.zone(), cell.ledger(), prices, over, clock));
            })
        .toList();
  }

  /** Who leaves, and who wishes to; needs nothing but the control plane. */
  public static OffBoarding on(
      ControlStores control, Supplier<PolicyLibrary> policies, Clock clock) {
    return new OffBoarding(
        control.departures(), control.store(), control.admins(), policies, clock);
  }
}
