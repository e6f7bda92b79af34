package io.palimpsest.platform.reports;

import io.palimpsest.platform.simulation.Stock;
import io.palimpsest.platform.tenancy.Region;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * One region, as far as reports ask it.
 *
 * @param stocks what its stores hold, and what the control plane holds beside
 * @param heldRecords how many records legal holds keep beyond their period
 * @param store where its reports are kept
 */
public record ReportedRegion(
    Region region,
    ReportedLogs logs,
    List<Stock> stocks,
    MidnightCalls midnight,
    LongSupplier heldRecords,
    ReportStore store) {
  public ReportedRegion {
    stocks = List.copyOf(stocks);
  }
}
