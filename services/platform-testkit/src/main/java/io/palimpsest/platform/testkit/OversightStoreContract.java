package io.palimpsest.platform.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.palimpsest.platform.credentials.ControlStore;
import io.palimpsest.platform.oversight.OversightAct;
import io.palimpsest.platform.oversight.OversightStore;
import io.palimpsest.platform.tenancy.Tenant;
import io.palimpsest.platform.tenancy.TenantId;
import io.palimpsest.policy.DataClass;
import io.palimpsest.policy.decision.Attester;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every record of looks and disclosures does. */
public interface OversightStoreContract {
  Instant AT = Instant.parse("2028-02-29T23:59:59.999Z");
  Attester OFFICER = new Attester("officer on duty", "incident lead");

  /** The tenants whose data it is. */
  ControlStore store();

  OversightStore oversight();

  /** What waits for the control plane's evidence log, the oldest first. */
  List<byte[]> oversightLeaves();

  @Test
  default void everyKindOfActShouldComeBackToItsTenantWithItsLeafEntered() {
    TenantId tenant = newTenant();
    TenantId other = newTenant();
    OversightAct look = look(tenant);
    OversightAct disclosure = disclosure(tenant);
    byte[] first = UUID.randomUUID().toString().getBytes();
    byte[] second = UUID.randomUUID().toString().getBytes();

    oversight().append(look, first);
    oversight().append(disclosure, second);

    assertThat(oversight().acts(tenant)).containsExactly(look, disclosure);
    assertThat(oversight().acts(other)).isEmpty();
    assertThat(oversightLeaves()).containsSubsequence(first, second);
  }

  @Test
  default void anActOfNoTenantShouldBeRefusedWithItsLeaf() {
    byte[] leaf = UUID.randomUUID().toString().getBytes();

    assertThatThrownBy(() -> oversight().append(look(new TenantId("nobody")), leaf))
        .isInstanceOf(IllegalArgumentException.class);

    assertThat(oversightLeaves()).doesNotContain(leaf);
  }

  @Test
  default void eraseShouldTakeTheTenantsOwnLinesAndNoOther() {
    TenantId tenant = newTenant();
    TenantId other = newTenant();
    OversightAct over = look(tenant);
    OversightAct kept = disclosure(tenant);
    OversightAct foreign = look(other);
    List.of(over, kept, foreign).forEach(act -> oversight().append(act, new byte[] {1}));

    int erased =
        oversight().erase(tenant, List.of(over.id(), foreign.id()), count -> leaf(over, count));
    int again =
        oversight().erase(tenant, List.of(over.id(), foreign.id()), count -> leaf(over, count));

    assertThat(erased).isOne();
    assertThat(again).isZero();
    assertThat(oversightLeaves()).contains(leaf(over, 1)).doesNotContain(leaf(over, 0));
    assertThat(oversight().acts(tenant)).containsExactly(kept);
    assertThat(oversight().acts(other)).containsExactly(foreign);
  }

  private static byte[] leaf(OversightAct act, int count) {
    return (act.id() + " " + count).getBytes(StandardCharsets.UTF_8);
  }

  private TenantId newTenant() {
    Tenant tenant = PlatformFixtures.tenant();
    store().save(tenant);
    return tenant.id();
  }

  private static OversightAct look(TenantId tenant) {
    return new OversightAct.Look(
        UUID.randomUUID().toString(),
        tenant,
        PlatformFixtures.SINGAPORE,
        PlatformFixtures.callId(AT),
        OFFICER,
        "complaint 17/28: a false name on the receipt",
        AT);
  }

  private static OversightAct disclosure(TenantId tenant) {
    return new OversightAct.Disclosure(
        UUID.randomUUID().toString(),
        tenant,
        PlatformFixtures.FRANKFURT,
        DataClass.MONITORING,
        12,
        "Amtsgericht Hamburg",
        "StPO-95",
        OFFICER,
        "order 7 Gs 1/28",
        AT);
  }
}
