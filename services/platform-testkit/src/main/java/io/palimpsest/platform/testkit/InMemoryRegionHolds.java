package io.palimpsest.platform.testkit;

import io.palimpsest.platform.evidence.RecordLeaf;
import io.palimpsest.platform.holds.HeldScope;
import io.palimpsest.platform.holds.RegionHolds;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The holds in force in a region, in memory; no records are kept by them. Thread-safe. */
public final class InMemoryRegionHolds implements RegionHolds {
  private final Outage outage = new Outage("holds");
  private final Set<String> told = new HashSet<>();
  private final List<byte[]> leaves = new ArrayList<>();
  private volatile List<HeldScope> scopes = List.of();

  /** Takes the store away and brings it back. */
  public Outage outage() {
    return outage;
  }

  @Override
  public void set(Collection<HeldScope> held) {
    outage.check("set what is held");
    scopes = List.copyOf(held);
  }

  @Override
  public List<HeldScope> scopes() {
    outage.check("ask what is held");
    return scopes;
  }

  @Override
  public synchronized void tell(List<Told> acts) {
    outage.check("tell of holds");
    for (Told act : acts) {
      if (told.add(act.hold() + act.ended())) {
        leaves.addAll(act.leaves());
      }
    }
  }

  /** What the evidence log is to tell, in the order of entering. */
  public synchronized List<byte[]> leaves() {
    return List.copyOf(leaves);
  }

  @Override
  public long eraseReleased(RecordLeaf leaf) {
    outage.check("erase what is held no more");
    return 0;
  }

  @Override
  public long keptRecords() {
    return 0;
  }
}
