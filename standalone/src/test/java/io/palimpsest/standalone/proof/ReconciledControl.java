package io.palimpsest.standalone.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.evidence.tiles.DirectoryTileStore;
import io.palimpsest.platform.consent.ConsentAct;
import io.palimpsest.platform.consent.ConsentEntry;
import io.palimpsest.platform.consent.ConsentStore.Draft;
import io.palimpsest.platform.evidence.EvidenceCell;
import io.palimpsest.platform.oversight.Oversight;
import io.palimpsest.platform.reconciliation.Difference;
import io.palimpsest.platform.reconciliation.Reconciled;
import io.palimpsest.platform.tenancy.Tenant;
import io.palimpsest.platform.testkit.ConsentFixtures;
import io.palimpsest.platform.testkit.PlatformFixtures;
import io.palimpsest.policy.DataClass;
import io.palimpsest.policy.PolicyLibrary;
import io.palimpsest.policy.PolicyRef;
import io.palimpsest.retention.EvidenceLogs;
import io.palimpsest.retention.reconciliation.Reconciliation;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** The control plane beside a region that is compared, and a tenant in it. */
final class ReconciledControl {
  private static final PolicyLibrary POLICIES = PolicyLibrary.shipped();

  private final ReconciledRegion world;
  private final Tenant tenant = PlatformFixtures.tenant();

  ReconciledControl(ReconciledRegion world) {
    this.world = world;
    world.control().store().save(tenant);
  }

  /** Its log lies in files of its own: every proof's control plane has the same bucket. */
  EvidenceCell evidence() {
    EvidenceCell cell = world.control().evidence(world.objects());
    return new EvidenceCell(
        cell.region(),
        cell.zone(),
        cell.queue(),
        cell.keys(),
        year -> new DirectoryTileStore(world.folder().resolve("control-" + year)));
  }

  ConsentEntry accept() {
    PolicyRef policy = POLICIES.module(tenant.policy()).ref();
    return world
        .control()
        .consents()
        .append(
            tenant.id(),
            _ ->
                new Draft(
                    Instant.now().truncatedTo(ChronoUnit.MILLIS),
                    ConsentFixtures.OFFICER,
                    new ConsentAct.Accepted(policy, "hash")));
  }

  Instant disclose() {
    return new Oversight(
            world.control().oversight(), world.control().store(), List.of(), Clock.systemUTC())
        .disclosed(
            tenant.id(),
            ReconciledRegion.REGION,
            DataClass.MONITORING,
            3,
            "a court",
            "StPO-95",
            ConsentFixtures.OFFICER,
            "order 7")
        .at();
  }

  void tellEvidence() {
    EvidenceLogs.telling(evidence(), "proof.test", _ -> "none", world.clock())
        .work()
        .accept((_, _) -> {});
  }

  List<Difference> whatIsNew() {
    List<Difference> found = new ArrayList<>();
    assertKnown(reconciliation().whatIsNew(found::add));
    return found;
  }

  List<Difference> everything() {
    List<Difference> found = new ArrayList<>();
    assertKnown(reconciliation().everything(found::add));
    return found;
  }

  private static void assertKnown(Reconciled told) {
    assertThat(told.region().name()).isEqualTo("control");
    assertThat(told.unknown()).isEmpty();
  }

  private Reconciliation reconciliation() {
    return Reconciliation.ofControl(
        evidence(),
        world.control().toldActs(world.objects()),
        () -> POLICIES.periods(DataClass.RECEIPT),
        world.control().reconciliation(world.objects()),
        ReconciledRegion.PATIENCE,
        world.clock());
  }
}
