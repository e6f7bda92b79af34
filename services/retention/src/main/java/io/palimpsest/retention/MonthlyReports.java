package io.palimpsest.retention;

import io.palimpsest.platform.reports.ReportName;
import io.palimpsest.platform.reports.Reports;
import io.palimpsest.platform.tenancy.Region;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.function.Supplier;

/**
 * Issues each region's report of the month that ended, once, in every region that kept a log then.
 *
 * <p>Counts {@code issued}.
 */
public final class MonthlyReports {
  /** A month's report is there within this time of its end. */
  private static final Duration EVERY = Duration.ofHours(1);

  private MonthlyReports() {}

  /**
   * The chore of one region.
   *
   * @param open asked at each run, since policies may have changed meanwhile
   * @param zone in which its months end
   */
  public static Chore of(Supplier<Reports> open, Region region, ZoneId zone, Clock clock) {
    return new Chore(
        "reports",
        EVERY,
        tally -> {
          Reports reports = open.get();
          YearMonth month =
              YearMonth.from(LocalDate.ofInstant(clock.instant(), zone)).minusMonths(1);
          LocalDate from = month.atDay(1);
          LocalDate to = month.atEndOfMonth();
          boolean there =
              reports.list().stream().anyMatch(report -> isOf(report, region, from, to));
          if (!there && reports.hasBegunBy(region, to)) {
            reports.issue(region, from, to);
            tally.add("issued", 1);
          }
        });
  }

  private static boolean isOf(ReportName report, Region region, LocalDate from, LocalDate to) {
    return report.region().equals(region) && report.from().equals(from) && report.to().equals(to);
  }
}
