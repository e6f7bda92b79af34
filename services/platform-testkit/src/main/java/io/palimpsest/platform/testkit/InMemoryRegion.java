package io.palimpsest.platform.testkit;

import io.palimpsest.platform.call.Cell;
import io.palimpsest.platform.tenancy.Region;
import java.time.ZoneId;

/**
 * One region's stores in memory, each with a switch that takes it away. The ledger and the outbox
 * share one lock, as they share one database.
 */
public record InMemoryRegion(
    Region region,
    ZoneId zone,
    InMemoryCallLedger ledger,
    InMemoryErasureOutbox outbox,
    InMemoryUploadStore uploads,
    InMemoryOperationLog log) {

  public static InMemoryRegion of(Region region, ZoneId zone) {
    InMemoryErasureOutbox outbox = new InMemoryErasureOutbox();
    return new InMemoryRegion(
        region,
        zone,
        new InMemoryCallLedger(zone, outbox),
        outbox,
        new InMemoryUploadStore(),
        new InMemoryOperationLog(zone));
  }

  public Cell cell() {
    return new Cell(region, zone, ledger, outbox, uploads, log);
  }
}
