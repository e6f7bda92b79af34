package io.palimpsest.platform.oversight;

import static io.palimpsest.platform.testkit.PlatformFixtures.SINGAPORE;
import static io.palimpsest.platform.testkit.PlatformFixtures.SINGAPORE_TIME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.palimpsest.evidence.leaf.BreakGlass;
import io.palimpsest.evidence.leaf.Disclosed;
import io.palimpsest.evidence.leaf.Leaf;
import io.palimpsest.platform.error.StoreUnavailable;
import io.palimpsest.platform.subjects.Identification;
import io.palimpsest.platform.subjects.IdentificationItem;
import io.palimpsest.platform.subjects.Names;
import io.palimpsest.platform.subjects.Storing;
import io.palimpsest.platform.subjects.SubjectCell;
import io.palimpsest.platform.tenancy.Tenant;
import io.palimpsest.platform.tenancy.TenantId;
import io.palimpsest.platform.testkit.InMemoryControlStore;
import io.palimpsest.platform.testkit.InMemoryOversight;
import io.palimpsest.platform.testkit.InMemorySubjects;
import io.palimpsest.platform.testkit.MovableClock;
import io.palimpsest.platform.testkit.PlatformFixtures;
import io.palimpsest.platform.testkit.SubjectFixtures;
import io.palimpsest.policy.DataClass;
import io.palimpsest.policy.decision.Attester;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OversightTest {
  private static final Attester LEAD = new Attester("olga", "incident lead");
  private static final Instant NOW = Instant.parse("2026-12-01T10:00:00Z");

  private final MovableClock clock = new MovableClock(NOW);
  private final InMemoryControlStore accounts = new InMemoryControlStore();
  private final InMemoryOversight store = new InMemoryOversight(accounts);
  private final SubjectCell singapore = InMemorySubjects.cell(SINGAPORE, SINGAPORE_TIME);
  private final Oversight oversight = new Oversight(store, accounts, List.of(singapore), clock);
  private final Tenant tenant = PlatformFixtures.tenant();

  OversightTest() {
    accounts.save(tenant);
  }

  @Test
  void aLookShouldShowWhatIsKeptAndStandInTheTenantsRecordAndTheLog() {
    Identification passport = stored();

    IdentificationItem shown = oversight.look(passport.callId(), LEAD, "complaint 17");

    assertThat(shown.content().fields()).isEqualTo(passport.fields());
    assertThat(oversight.acts(tenant.id()))
        .singleElement()
        .isInstanceOfSatisfying(
            OversightAct.Look.class,
            look -> {
              assertThat(look.callId()).isEqualTo(passport.callId());
              assertThat(look.by()).isEqualTo(LEAD);
              assertThat(look.region()).isEqualTo(SINGAPORE);
              assertThat(look.at()).isEqualTo(NOW);
            });
    BreakGlass leaf = (BreakGlass) Leaf.parse(store.leaves().getFirst());
    assertThat(leaf.place().region()).isEqualTo("ap-singapore");
    assertThat(leaf.place().day()).isEqualTo(LocalDate.of(2026, 12, 1));
  }

  @Test
  void nothingShouldBeShownThatCouldNotBeNoted() {
    Identification passport = stored();
    store.outage().begin();

    assertThatThrownBy(() -> oversight.look(passport.callId(), LEAD, "complaint 17"))
        .isInstanceOf(StoreUnavailable.class);
  }

  @Test
  void whatMayBeKeptOnlyShouldBeShownToNobody() {
    Identification passport = stored();
    singapore
        .items()
        .restrict(singapore.inventory().find(passport.callId()).orElseThrow().subject(), true);

    assertThatThrownBy(() -> oversight.look(passport.callId(), LEAD, "complaint 17"))
        .isInstanceOf(OversightRefused.class)
        .hasMessageContaining("restricted");
    assertThat(oversight.acts(tenant.id())).isEmpty();
  }

  @Test
  void aLookAtNothingShouldLeaveNoLine() {
    assertThatThrownBy(() -> oversight.look(PlatformFixtures.callId(NOW), LEAD, "complaint 17"))
        .isInstanceOf(OversightRefused.class);
    assertThat(store.leaves()).isEmpty();
  }

  @Test
  void aDisclosureShouldTellClassCountAndLawInTheLogAndTheRestInTheRecordOnly() {
    oversight.disclosed(
        tenant.id(),
        SINGAPORE,
        DataClass.MONITORING,
        12,
        "Amtsgericht Hamburg",
        "StPO-95",
        LEAD,
        "order 7 Gs 1/28");

    Disclosed leaf = (Disclosed) Leaf.parse(store.leaves().getFirst());
    assertThat(leaf.dataClass()).isEqualTo("monitoring");
    assertThat(leaf.count()).isEqualTo(12);
    assertThat(leaf.basis()).isEqualTo("StPO-95");
    assertThat(new String(leaf.bytes(), StandardCharsets.UTF_8))
        .doesNotContain("Hamburg", "7 Gs", "olga", tenant.id().value());
    assertThat(oversight.acts(tenant.id()))
        .singleElement()
        .isInstanceOfSatisfying(
            OversightAct.Disclosure.class,
            given -> assertThat(given.authority()).isEqualTo("Amtsgericht Hamburg"));
  }

  @Test
  void aDisclosureOfAnUnknownTenantOrWithoutALawShouldBeRefused() {
    assertThatThrownBy(() -> disclosed(new TenantId("nobody"), "StPO-95", 1))
        .isInstanceOf(OversightRefused.class);
    assertThatThrownBy(() -> disclosed(tenant.id(), "by word of mouth", 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("basis");
    assertThatThrownBy(() -> disclosed(tenant.id(), "StPO-95", 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("count");
  }

  private void disclosed(TenantId whose, String basis, long count) {
    oversight.disclosed(
        whose, SINGAPORE, DataClass.MONITORING, count, "a court", basis, LEAD, "order 1");
  }

  private Identification stored() {
    Identification passport = SubjectFixtures.passport(PlatformFixtures.appId(), NOW);
    Names names =
        singapore
            .pseudonyms()
            .names(tenant.id(), Optional.of(SubjectFixtures.reference()), Optional.empty());
    Storing stored = singapore.items().store(tenant.id(), names, passport, List.of(), () -> true);
    assertThat(stored).isInstanceOf(Storing.Stored.class);
    return passport;
  }
}
