package io.palimpsest.platform.offboarding;

import io.palimpsest.platform.error.StoreUnavailable;
import io.palimpsest.platform.tenancy.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Departures, and what they take away in the control database. Every method throws {@link
 * StoreUnavailable} when the database cannot be reached.
 */
public interface DepartureStore {

  /**
   * Enters a departure and stops the leaver's calls in one transaction, which everybody who polls
   * the epoch learns of: the tenant is {@code LEAVING}, an AppID's keys are good no more. What it
   * was before is noted in the departure. Durable on return.
   *
   * @return the departure as it was entered; empty when the same leaver, or its tenant, is leaving
   *     already
   * @throws IllegalArgumentException when there is no such leaver
   */
  Optional<Departure> enter(Departure wished);

  /**
   * Takes a departure back, and gives the tenant its state or the AppID its keys, in one
   * transaction.
   *
   * @return false when it was changed since it was read; then nothing changes
   */
  boolean cancel(Departure departure);

  /**
   * Stores how far it is. Durable on return.
   *
   * @return false when it was changed since it was read; then nothing changes
   */
  boolean save(Departure departure);

  /** Those that are neither over nor taken back, the oldest first. */
  List<Departure> open();

  /**
   * All of a tenant, its AppIDs and accounts, the oldest first: by the name it has, or by the one
   * that it had before it left.
   */
  List<Departure> of(TenantId tenant);

  /**
   * Sets the leaver's tombstones and erases its keys, in one transaction that everybody who polls
   * the epoch learns of. May be done again.
   */
  void retire(Leaver leaver, Instant now);

  /**
   * Erases what the leaver's account held, stores the departure and ends it, in one transaction:
   * names, addresses, accounts of admins, choices of end users. A tenant's acts of consent and
   * requests stay, for as long as they prove something, under a name that leads to nobody.
   *
   * @param leaver with the name or address that it has
   * @param over the departure as it is stored, without them
   * @return false when it was changed since it was read; then nothing changes
   */
  boolean finish(Leaver leaver, Departure over);
}
