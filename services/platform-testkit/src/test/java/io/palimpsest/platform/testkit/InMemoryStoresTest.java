package io.palimpsest.platform.testkit;

import static io.palimpsest.platform.testkit.PlatformFixtures.SINGAPORE;
import static io.palimpsest.platform.testkit.PlatformFixtures.SINGAPORE_TIME;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.palimpsest.platform.admins.AdminStore;
import io.palimpsest.platform.consent.ConsentStore;
import io.palimpsest.platform.credentials.ControlStore;
import io.palimpsest.platform.erasure.UploadStore;
import io.palimpsest.platform.error.StoreUnavailable;
import io.palimpsest.platform.exports.ExportCell;
import io.palimpsest.platform.holds.HoldStore;
import io.palimpsest.platform.keys.KeyStore;
import io.palimpsest.platform.offboarding.DepartureStore;
import io.palimpsest.platform.offboarding.Tombstones;
import io.palimpsest.platform.oversight.OversightStore;
import io.palimpsest.platform.receipts.ReceiptKeyStore;
import io.palimpsest.platform.reconciliation.ReconciliationStore;
import io.palimpsest.platform.rights.RightsStore;
import io.palimpsest.platform.subjects.SubjectCell;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The in-memory stores, held to the same kits as the real ones. */
class InMemoryStoresTest {

  @Test
  void everyStoreShouldBeUnavailableWhileItsOutageLasts() {
    InMemoryRegion region = InMemoryRegion.of(SINGAPORE, SINGAPORE_TIME);
    region.uploads().outage().begin();

    assertThatThrownBy(() -> region.uploads().list(1)).isInstanceOf(StoreUnavailable.class);

    region.uploads().outage().end();
    region.uploads().list(1);
  }

  @Nested
  class Control
      implements ControlStoreContract,
          ConsentStoreContract,
          AdminStoreContract,
          RightsStoreContract,
          DepartureStoreContract {
    private final InMemoryRights rights = new InMemoryRights();
    private final InMemoryControlStore store = new InMemoryControlStore();
    private final InMemoryAdmins admins = new InMemoryAdmins(id -> store.tenant(id).isPresent());
    private final InMemoryDepartures departures = new InMemoryDepartures(store, admins, rights);

    @Override
    public DepartureStore departures() {
      return departures;
    }

    @Override
    public Tombstones tombstones() {
      return departures;
    }

    @Override
    public RightsStore rights() {
      return rights;
    }

    @Override
    public AdminStore admins() {
      return admins;
    }

    @Override
    public ConsentStore consents() {
      return store;
    }

    @Override
    public List<byte[]> leaves() {
      return store.leaves();
    }

    @Override
    public ControlStore store() {
      return store;
    }
  }

  @Nested
  class Exports implements ExportStoreContract {

    @Override
    public ExportCell emptyExports() {
      return InMemorySubjects.exportCell(SINGAPORE, SINGAPORE_TIME);
    }
  }

  @Nested
  class DebugCopies implements DebugCopyStoreContract {

    @Override
    public Place emptyCopies(Clock clock) {
      InMemoryRegionHolds holds = new InMemoryRegionHolds();
      List<byte[]> leaves = new ArrayList<>();
      InMemoryDebugCopies copies =
          new InMemoryDebugCopies(
              new CopyTelling(
                  SINGAPORE,
                  SINGAPORE_TIME,
                  clock,
                  _ -> Optional.empty(),
                  (_, leaf) -> leaves.add(leaf)),
              holds::scopes);
      return new Place(copies, copies.withoutObjects(), holds, () -> List.copyOf(leaves));
    }
  }

  @Nested
  class ReceiptKeys implements ReceiptKeyStoreContract {
    private final InMemoryReceiptKeys keys = new InMemoryReceiptKeys();

    @Override
    public ReceiptKeyStore receiptKeys() {
      return keys;
    }
  }

  @Nested
  class Memory implements ReconciliationStoreContract {

    @Override
    public ReconciliationStore emptyMemory() {
      return new InMemoryReconciliation();
    }
  }

  @Nested
  class Evidence implements EvidenceQueueContract {

    @Override
    public Desk emptyDesk() {
      InMemoryRegion region = InMemoryRegion.of(SINGAPORE, SINGAPORE_TIME);
      InMemoryEvidenceQueue queue =
          new InMemoryEvidenceQueue(region.ledger(), region.outbox(), SINGAPORE_TIME);
      region
          .ledger()
          .ensure(
              PlatformFixtures.SHORT_PERIOD,
              LocalDate.now(SINGAPORE_TIME).minusDays(1),
              LocalDate.now(SINGAPORE_TIME).plusDays(1));
      region
          .ledger()
          .ensure(
              PlatformFixtures.MONITORING_PERIOD,
              LocalDate.now(SINGAPORE_TIME).minusDays(1),
              LocalDate.now(SINGAPORE_TIME).plusDays(1));
      return new Desk(
          new CallLedgerContract.Books(region.ledger(), region.outbox()),
          region.ledger(),
          queue,
          queue);
    }
  }

  @Nested
  class Ledger implements CallLedgerContract, ErasureOutboxContract, MonitoringPartitionsContract {

    @Override
    public Books books(ZoneId zone) {
      InMemoryRegion region = InMemoryRegion.of(SINGAPORE, zone);
      return new Books(region.ledger(), region.outbox());
    }

    @Override
    public Books outboxBooks() {
      return books(SINGAPORE_TIME);
    }

    @Override
    public Days emptyDays(ZoneId zone) {
      InMemoryRegion region = InMemoryRegion.of(SINGAPORE, zone);
      List<byte[]> leaves = new ArrayList<>();
      region.ledger().tellTo(leaves::addAll);
      return new Days(region.ledger(), region.ledger(), region.outbox(), () -> leaves);
    }
  }

  @Nested
  class HoldHistory implements HoldStoreContract {
    private final InMemoryHolds holds = new InMemoryHolds();

    @Override
    public HoldStore holds() {
      return holds;
    }
  }

  @Nested
  class Oversight implements OversightStoreContract {
    private final InMemoryControlStore store = new InMemoryControlStore();
    private final InMemoryOversight oversight = new InMemoryOversight(store);

    @Override
    public ControlStore store() {
      return store;
    }

    @Override
    public OversightStore oversight() {
      return oversight;
    }

    @Override
    public List<byte[]> oversightLeaves() {
      return oversight.leaves();
    }
  }

  @Nested
  class Uploads implements UploadStoreContract {
    private final InMemoryUploadStore uploads = new InMemoryUploadStore();

    @Override
    public UploadStore uploads() {
      return uploads;
    }
  }

  @Nested
  class OperationLogs implements OperationLogContract {

    private final java.util.Map<ZoneId, InMemoryOperationLog> logs =
        new java.util.concurrent.ConcurrentHashMap<>();

    @Override
    public Log log(ZoneId zone) {
      InMemoryOperationLog log = logs.computeIfAbsent(zone, InMemoryOperationLog::new);
      return new Log(log, log);
    }
  }

  @Nested
  class Keys implements KeyStoreContract {
    private final InMemoryKeyStore store = new InMemoryKeyStore();

    @Override
    public KeyStore keyStore() {
      return store;
    }
  }

  @Nested
  class Subjects
      implements IdentificationStoreContract,
          IdentificationErasureContract,
          IdentificationLeavesContract {
    private final SubjectCell cell = InMemorySubjects.cell(SINGAPORE, SINGAPORE_TIME);

    @Override
    public SubjectCell subjects() {
      return cell;
    }

    @Override
    public SubjectCell emptySubjects() {
      return InMemorySubjects.cell(SINGAPORE, SINGAPORE_TIME);
    }

    @Override
    public Told toldSubjects(Clock clock) {
      List<byte[]> leaves = new ArrayList<>();
      IdentityTelling telling =
          new IdentityTelling(
              SINGAPORE, SINGAPORE_TIME, clock, _ -> Optional.empty(), leaves::addAll);
      return new Told(InMemorySubjects.exportCell(telling).subjects(), () -> leaves);
    }
  }
}
