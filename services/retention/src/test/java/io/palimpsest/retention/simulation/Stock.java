package io.palimpsest.retention.simulation;

import io.palimpsest.evidence.tiles.TileStore;
import io.palimpsest.platform.call.Cell;
import io.palimpsest.platform.debugcopies.DebugCopyStore;
import io.palimpsest.platform.erasure.ErasureOutbox;
import io.palimpsest.platform.erasure.UploadStore;
import io.palimpsest.platform.evidence.EvidenceCell;
import io.palimpsest.platform.evidence.EvidenceKeys;
import io.palimpsest.platform.evidence.EvidenceQueue;
import io.palimpsest.platform.exports.ExportStore;
import io.palimpsest.platform.keys.KeyRing;
import io.palimpsest.platform.metering.CallLedger;
import io.palimpsest.platform.oplog.OperationLog;
import io.palimpsest.platform.oplog.OperationLogEntry;
import io.palimpsest.platform.subjects.IdentificationErasure;
import io.palimpsest.platform.subjects.IdentificationInventory;
import io.palimpsest.platform.subjects.IdentificationStore;
import io.palimpsest.platform.subjects.Pseudonyms;
import io.palimpsest.platform.subjects.SubjectCell;
import io.palimpsest.platform.tenancy.Region;
import io.palimpsest.platform.testkit.CopyTelling;
import io.palimpsest.platform.testkit.IdentityTelling;
import io.palimpsest.platform.testkit.InMemoryAdmins;
import io.palimpsest.platform.testkit.InMemoryControlStore;
import io.palimpsest.platform.testkit.InMemoryDebugCopies;
import io.palimpsest.platform.testkit.InMemoryDepartures;
import io.palimpsest.platform.testkit.InMemoryEvidence;
import io.palimpsest.platform.testkit.InMemoryHolds;
import io.palimpsest.platform.testkit.InMemoryKeyStore;
import io.palimpsest.platform.testkit.InMemoryOversight;
import io.palimpsest.platform.testkit.InMemoryRegion;
import io.palimpsest.platform.testkit.InMemoryRegionHolds;
import io.palimpsest.platform.testkit.InMemoryRights;
import io.palimpsest.platform.testkit.InMemoryRootKey;
import io.palimpsest.platform.testkit.InMemorySubjects;
import io.palimpsest.platform.testkit.PlatformFixtures;
import io.palimpsest.policy.PolicyLibrary;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.Deque;

/** All that is durable: what a region and the control plane hold, whichever process dies. */
final class Stock {
  static final Region REGION = PlatformFixtures.SINGAPORE;

  final ZoneId zone;
  final PolicyLibrary policies;
  final InMemoryRegion region;
  final Uploads uploads;
  final InMemoryEvidence evidence;
  private final EvidenceQueue queue;
  final InMemoryControlStore control = new InMemoryControlStore();
  final InMemoryRights rights = new InMemoryRights();
  final InMemoryOversight oversight = new InMemoryOversight(control);
  final InMemoryHolds holdHistory = new InMemoryHolds();
  final InMemoryRegionHolds holds;
  final InMemorySubjects subjects;
  private final IdentificationStore items;
  final ExportStore exports;
  final InMemoryDebugCopies copies;
  private final DebugCopyStore toldCopies;
  final InMemoryAdmins admins = new InMemoryAdmins(id -> control.tenant(id).isPresent());
  final InMemoryDepartures departures = new InMemoryDepartures(control, admins, rights);
  final Pseudonyms pseudonyms;
  final Deque<OperationLogEntry> spool = new ArrayDeque<>();

  Stock(ZoneId zone, Time time, Truth truth) {
    this.zone = zone;
    policies = new PolicyLibrary(Policies.ALL, time);
    region = InMemoryRegion.of(REGION, zone);
    uploads = new Uploads(region.uploads(), truth);
    evidence = InMemoryEvidence.of(region);
    queue = Told.by(evidence.queue(), truth);
    holds = new InMemoryRegionHolds(region.ledger(), evidence.queue());
    subjects = new InMemorySubjects(zone);
    subjects.tellTo(IdentityTelling.to(region, evidence, time));
    subjects.heldBy(holds::scopes);
    items = Told.by(subjects, truth);
    copies = new InMemoryDebugCopies(CopyTelling.to(region, evidence.queue(), time), holds::scopes);
    toldCopies = Told.by(copies, truth);
    pseudonyms =
        new Pseudonyms(KeyRing.open(REGION, new InMemoryRootKey(), new InMemoryKeyStore(), time));
    exports = subjects.exports(pseudonyms);
  }

  Cell cell(Ports ports) {
    return new Cell(
        REGION,
        zone,
        ports.of(CallLedger.class, region.ledger(), Store.DATABASE),
        ports.of(ErasureOutbox.class, region.outbox(), Store.DATABASE),
        ports.of(UploadStore.class, uploads, Store.BUCKET),
        new SpooledLog(ports.of(OperationLog.class, region.log(), Store.LOG), spool));
  }

  EvidenceCell evidence(Ports ports) {
    return new EvidenceCell(
        REGION,
        zone,
        ports.of(EvidenceQueue.class, queue, Store.DATABASE),
        ports.of(EvidenceKeys.class, evidence.keys(), Store.DATABASE),
        year -> ports.of(TileStore.class, evidence.log(year), Store.TILES));
  }

  SubjectCell subjects(Ports ports) {
    return new SubjectCell(
            REGION,
            zone,
            pseudonyms,
            ports.of(IdentificationStore.class, items, Store.DATABASE),
            ports.of(IdentificationErasure.class, subjects, Store.DATABASE),
            ports.of(IdentificationInventory.class, subjects, Store.DATABASE))
        .with(ports.of(DebugCopyStore.class, toldCopies, Store.DATABASE));
  }

  /** What waited on disk for the operation log. */
  void drain() {
    while (!spool.isEmpty()) {
      region.log().append(spool.poll());
    }
  }
}
