package io.palimpsest.platform.reports;

import io.palimpsest.platform.error.StoreUnavailable;
import java.util.List;
import java.util.Optional;

/**
 * One region's reports, as packages. They hold nothing that must be forgotten, and are kept like
 * the evidence log. Every method throws {@link StoreUnavailable} when the store cannot be reached.
 */
public interface ReportStore {

  /** Keeps a package; durable on return. */
  void put(ReportName name, byte[] zip);

  /** Every report, by region, period and time of issue. */
  List<ReportName> list();

  /** A package; empty when there is none of this name. */
  Optional<byte[]> find(ReportName name);
}
