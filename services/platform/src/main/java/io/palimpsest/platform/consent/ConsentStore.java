package io.palimpsest.platform.consent;

import io.palimpsest.evidence.leaf.Opening;
import io.palimpsest.platform.error.StoreUnavailable;
import io.palimpsest.platform.tenancy.AppId;
import io.palimpsest.platform.tenancy.TenantId;
import io.palimpsest.policy.decision.Attester;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntFunction;

/**
 * The history of what tenants agreed to, in the control database. It only ever grows, until what
 * proves something must be gone. Every method throws {@link StoreUnavailable} when the database
 * cannot be reached.
 */
public interface ConsentStore {

  /** A tenant's whole history; empty for a tenant that said nothing or does not exist. */
  ConsentHistory history(TenantId tenant);

  /**
   * Adds what {@code decide} makes of the history as it is, and raises the control store's epoch in
   * the same transaction. Writers stand in one line: what {@code decide} sees is the newest, and
   * whatever it throws leaves everything as it was. In the same transaction the act's leaf, if it
   * has one, is entered for the control plane's evidence log ({@link ConsentLeaves}). Durable on
   * return.
   */
  ConsentEntry append(TenantId tenant, Function<ConsentHistory, Draft> decide);

  /**
   * What shows that a leaf of the control plane's log is about this line; empty where none tells of
   * it, and once the line is erased.
   */
  Optional<Opening> opening(TenantId tenant, long number);

  /** Attestations that were taken back and whose data is not erased yet, the oldest first. */
  List<Revocation> openRevocations();

  /** An attestation that was taken back. */
  record Revocation(TenantId tenant, AppId app, String attestation) {}

  /**
   * Erases lines of a tenant's history whose period is over; whoever calls knows that none of them
   * still holds.
   *
   * @param leaf that tells of how many went, for the control plane's evidence log: entered in the
   *     same transaction, and none where nothing was there
   * @return how many were there
   */
  int erase(TenantId tenant, Collection<Long> numbers, IntFunction<byte[]> leaf);

  /** A line that has no number yet. */
  record Draft(Instant at, Attester by, ConsentAct act) {}
}
