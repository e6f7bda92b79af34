package io.palimpsest.platform.testkit;

import io.palimpsest.platform.evidence.RecordLeaf;
import io.palimpsest.platform.holds.HeldScope;
import io.palimpsest.platform.holds.RegionHolds;
import io.palimpsest.platform.metering.CallId;
import io.palimpsest.platform.metering.MonitoringRecord;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** The holds in force in a region, in memory. Thread-safe. */
public final class InMemoryRegionHolds implements RegionHolds {
  private final Outage outage = new Outage("holds");
  private final Set<String> told = new HashSet<>();
  private final List<byte[]> leaves = new ArrayList<>();
  private final Optional<InMemoryCallLedger> ledger;
  private final Consumer<byte[]> log;
  private volatile List<HeldScope> scopes = List.of();

  /** Of a region whose records are not kept by them. */
  public InMemoryRegionHolds() {
    ledger = Optional.empty();
    log = leaves::add;
  }

  /** Of a region whose ledger keeps what they hold, and whose queue takes their leaves. */
  public InMemoryRegionHolds(InMemoryCallLedger ledger, InMemoryEvidenceQueue queue) {
    this.ledger = Optional.of(ledger);
    this.log = queue::enter;
    ledger.heldBy(() -> scopes);
  }

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
        act.leaves().forEach(log);
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
    return ledger.map(each -> each.eraseReleased(leaf)).orElse(0L);
  }

  @Override
  public Optional<MonitoringRecord> kept(CallId callId) {
    outage.check("find a held record");
    return ledger.stream()
        .flatMap(each -> each.held().stream())
        .filter(each -> each.callId().equals(callId))
        .findFirst();
  }

  @Override
  public long keptRecords() {
    return ledger.map(each -> (long) each.held().size()).orElse(0L);
  }
}
