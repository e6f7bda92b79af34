package io.palimpsest.stores;

import static io.palimpsest.platform.testkit.PlatformFixtures.MONITORING_PERIOD;
import static io.palimpsest.platform.testkit.PlatformFixtures.SINGAPORE_TIME;
import static io.palimpsest.platform.testkit.PlatformFixtures.appId;
import static io.palimpsest.platform.testkit.PlatformFixtures.stagedSettlement;
import static io.palimpsest.platform.testkit.PlatformFixtures.success;

import io.palimpsest.stores.internal.sql.Database;
import io.palimpsest.stores.internal.sql.SqlCallLedger;
import io.palimpsest.stores.internal.sql.SqlMonitoringPartitions;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.concurrent.Executors;

/**
 * Measures settlements a second against a server: {@code SettleRate jdbc-url user password
 * callers}.
 */
final class SettleRate {
  private SettleRate() {}

  public static void main(String[] args) throws Exception {
    int callers = Integer.parseInt(args[3]);
    try (Database database =
            Database.open(
                "rate", new DatabaseSettings(args[0], args[1], args[2]), "db/region", 10);
        SqlCallLedger ledger =
            new SqlCallLedger(database, MONITORING_PERIOD, SINGAPORE_TIME, Clock.systemUTC())) {
      LocalDate today = LocalDate.now(SINGAPORE_TIME);
      new SqlMonitoringPartitions(database, SINGAPORE_TIME)
          .ensure(MONITORING_PERIOD, today.minusDays(1), today.plusDays(14));
      for (int round = 0; round < 3; round++) {
        measure(ledger, callers, 20_000);
      }
    }
  }

  private static void measure(SqlCallLedger ledger, int callers, int calls) throws Exception {
    long[] took = new long[calls];
    long start = System.nanoTime();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int caller = 0; caller < callers; caller++) {
        int first = caller;
        threads.submit(
            () -> {
              var app = appId();
              for (int i = first; i < calls; i += callers) {
                long from = System.nanoTime();
                ledger.settle(stagedSettlement(success(app, Instant.now()), SINGAPORE_TIME));
                took[i] = System.nanoTime() - from;
              }
            });
      }
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    Arrays.sort(took);
    System.out.printf(
        "%d callers: %.0f settlements/s, median %.1f ms, p99 %.1f ms, %s%n",
        callers,
        calls / seconds,
        took[calls / 2] / 1e6,
        took[calls * 99 / 100] / 1e6,
        ledger.numbers());
  }
}
