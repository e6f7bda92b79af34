package io.palimpsest.platform.simulation;

import io.palimpsest.platform.error.StoreUnavailable;
import io.palimpsest.platform.tenancy.AppId;
import io.palimpsest.policy.DataClass;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;

/** What one store holds of one class of data, asked from the store itself. */
public interface Stock {
  DataClass dataClass();

  /** Such as {@code MySQL}. */
  String store();

  /**
   * How much there is of these AppIDs, day by day. Asked in short transactions, so that nobody who
   * writes waits.
   *
   * @throws StoreUnavailable when the store does not answer
   */
  List<Amount> amounts(Set<AppId> owners);

  /** The same of everybody, those that nobody knows included. */
  List<Amount> amounts();

  /**
   * Items that were stored on one day and must be gone by one instant.
   *
   * @param day of the region's own zone
   * @param goneBy as things stand; {@link Instant#MAX} where no end is set yet
   */
  record Amount(LocalDate day, Instant goneBy, long items) {}
}
