package io.palimpsest.platform.testkit;

import io.palimpsest.platform.credentials.ControlStore;
import io.palimpsest.platform.oversight.OversightAct;
import io.palimpsest.platform.oversight.OversightStore;
import io.palimpsest.platform.tenancy.TenantId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/** What tenants are told of their data's handling, in memory. Thread-safe. */
public final class InMemoryOversight implements OversightStore {
  private final List<OversightAct> acts = new ArrayList<>();
  private final List<byte[]> leaves = new ArrayList<>();
  private final ControlStore accounts;
  private final Outage outage = new Outage("control");

  /**
   * @param accounts whose tenants there are
   */
  public InMemoryOversight(ControlStore accounts) {
    this.accounts = accounts;
  }

  /** Takes the store away. */
  public Outage outage() {
    return outage;
  }

  /** What was entered for the evidence log. */
  public synchronized List<byte[]> leaves() {
    return List.copyOf(leaves);
  }

  @Override
  public synchronized void append(OversightAct act, byte[] leaf) {
    outage.check("note an act");
    if (accounts.tenant(act.tenant()).isEmpty()) {
      throw new IllegalArgumentException("there is no tenant " + act.tenant());
    }
    acts.add(act);
    leaves.add(leaf.clone());
  }

  @Override
  public synchronized List<OversightAct> acts(TenantId tenant) {
    outage.check("list acts");
    return acts.stream().filter(act -> act.tenant().equals(tenant)).toList();
  }

  @Override
  public synchronized int erase(TenantId tenant, List<String> ids, IntFunction<byte[]> leaf) {
    outage.check("erase acts");
    int before = acts.size();
    acts.removeIf(act -> act.tenant().equals(tenant) && ids.contains(act.id()));
    int erased = before - acts.size();
    if (erased > 0) {
      leaves.add(leaf.apply(erased));
    }
    return erased;
  }
}
