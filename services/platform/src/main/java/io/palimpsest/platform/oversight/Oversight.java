package io.palimpsest.platform.oversight;

import io.palimpsest.platform.credentials.ControlStore;
import io.palimpsest.platform.debugcopies.DebugCopies;
import io.palimpsest.platform.metering.CallId;
import io.palimpsest.platform.subjects.IdentificationItem;
import io.palimpsest.platform.subjects.SubjectCell;
import io.palimpsest.platform.tenancy.Region;
import io.palimpsest.platform.tenancy.TenantId;
import io.palimpsest.policy.DataClass;
import io.palimpsest.policy.decision.Attester;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Lets the platform's own people look at a tenant's data or note that it was given away, never
 * without a line in the tenant's record and a leaf in the evidence log. Thread-safe.
 */
public final class Oversight {
  private final OversightStore store;
  private final ControlStore accounts;
  private final List<SubjectCell> cells;
  private final Clock clock;

  public Oversight(
      OversightStore store, ControlStore accounts, List<SubjectCell> cells, Clock clock) {
    this.store = store;
    this.accounts = accounts;
    this.cells = List.copyOf(cells);
    this.clock = clock;
  }

  /**
   * What is kept of a call's end user, once it is durable that it was looked at.
   *
   * @throws OversightRefused when nothing is kept, or it may be kept only
   * @throws io.palimpsest.platform.error.StoreUnavailable when a store does not answer; then
   *     nothing is shown
   */
  public IdentificationItem look(CallId callId, Attester by, String reason) {
    for (SubjectCell cell : cells) {
      Optional<IdentificationItem> found = cell.inventory().find(callId);
      if (found.isPresent()) {
        IdentificationItem item = found.get();
        if (item.restricted()) {
          throw new OversightRefused("its end user restricted it: it is kept, and shown to nobody");
        }
        append(
            new OversightAct.Look(
                UUID.randomUUID().toString(),
                item.subject().tenant(),
                cell.region(),
                callId,
                by,
                reason,
                clock.instant()));
        return item;
      }
    }
    throw new OversightRefused("no identification data is kept of " + callId);
  }

  /**
   * A call's debug copy, once it is durable that it was looked at, here and in the operation log.
   *
   * @throws OversightRefused when there is none that anybody may read
   * @throws io.palimpsest.platform.error.StoreUnavailable when a store does not answer; then
   *     nothing is shown
   */
  public DebugCopies.Opened lookAtCopy(
      DebugCopies copies, CallId callId, Attester by, String reason) {
    DebugCopies.Located at =
        copies
            .find(callId)
            .orElseThrow(() -> new OversightRefused("no debug copy is kept of " + callId));
    TenantId tenant = accounts.application(at.copy().appId()).orElseThrow().tenant();
    append(
        new OversightAct.Look(
            UUID.randomUUID().toString(),
            tenant,
            at.region(),
            callId,
            by,
            reason,
            clock.instant()));
    return copies.read(tenant, callId, by);
  }

  /**
   * Notes that data was given to an authority.
   *
   * @param basis the law, in the words of leaves
   * @param reason the reference of the order
   * @throws OversightRefused when there is no such tenant
   * @throws IllegalArgumentException when something is missing or malformed
   */
  public OversightAct.Disclosure disclosed(
      TenantId tenant,
      Region region,
      DataClass dataClass,
      long count,
      String authority,
      String basis,
      Attester by,
      String reason) {
    if (accounts.tenant(tenant).isEmpty()) {
      throw new OversightRefused("there is no tenant " + tenant);
    }
    OversightAct.Disclosure act =
        new OversightAct.Disclosure(
            UUID.randomUUID().toString(),
            tenant,
            region,
            dataClass,
            count,
            authority,
            basis,
            by,
            reason,
            clock.instant());
    append(act);
    return act;
  }

  /** All that was noted of a tenant, the oldest first. */
  public List<OversightAct> acts(TenantId tenant) {
    return store.acts(tenant);
  }

  private void append(OversightAct act) {
    store.append(act, OversightLeaves.of(act).bytes());
  }
}
