package io.palimpsest.platform.subjects;

import io.palimpsest.platform.error.StoreUnavailable;
import io.palimpsest.platform.metering.CallId;
import io.palimpsest.platform.tenancy.AppId;
import io.palimpsest.policy.DataClass;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What identification data there is in one region, asked from the store itself. Every method throws
 * {@link StoreUnavailable} when the store cannot be reached.
 */
public interface IdentificationInventory {

  /**
   * Items that may be given out for a purpose at this instant: alive, the purpose consented, the
   * subject unrestricted. In order of their calls.
   *
   * @param after only items of later calls; empty for the first ones
   */
  List<Candidate> candidates(Purpose purpose, Instant now, Optional<CallId> after, int limit);

  /**
   * An item, opened, if it may be given out for that purpose at this instant. Ask again for each
   * item as it is given out: between a list and its use consent may have ended.
   */
  Optional<IdentificationItem> forUse(CallId item, Purpose purpose, Instant now);

  /**
   * What is held of that call, restricted or not, opened: for whoever looks one call up.
   *
   * @throws io.palimpsest.platform.keys.KeyUnusable when the row was tampered with
   */
  Optional<IdentificationItem> find(CallId item);

  /** One line for each class of which there is an item. */
  List<ClassCount> counts();

  /** How many items of a class were stored before {@code instant}. */
  long storedBefore(DataClass dataClass, Instant instant);

  /**
   * An item that may be given out.
   *
   * @param photos how many
   */
  record Candidate(
      Subject subject, CallId callId, AppId appId, String action, Instant until, int photos) {}

  /**
   * How much there is of one class.
   *
   * @param oldest when the oldest item was stored
   * @param firstDue when the next item must be gone
   * @param restricted how many of them may be kept only
   */
  record ClassCount(
      DataClass dataClass, long items, long restricted, Instant oldest, Instant firstDue) {}
}
