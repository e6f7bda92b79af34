package io.palimpsest.platform.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.platform.credentials.ControlStore;
import io.palimpsest.platform.rights.RightsRequest;
import io.palimpsest.platform.rights.RightsRequest.Part;
import io.palimpsest.platform.rights.RightsStore;
import io.palimpsest.platform.rights.Verification;
import io.palimpsest.platform.subjects.Erased;
import io.palimpsest.platform.subjects.Pseudonym;
import io.palimpsest.platform.subjects.Purpose;
import io.palimpsest.platform.tenancy.Tenant;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every store of end users' requests does. */
public interface RightsStoreContract {
  Purpose TRAINING = new Purpose("model-improvement");
  Instant AT = Instant.parse("2028-02-29T23:59:59.999Z");

  /** The tenants that requests belong to. */
  ControlStore store();

  RightsStore rights();

  @Test
  default void aRequestShouldComeBackAsItWasSavedLast() {
    Tenant tenant = newTenant();
    RightsRequest open =
        request(tenant, "withdraw", Optional.of("model-improvement"), Optional.empty());
    RightsRequest done =
        new RightsRequest(
            open.id(),
            open.tenant(),
            open.kind(),
            open.purpose(),
            open.by(),
            open.verification(),
            open.received(),
            open.due(),
            List.of(
                new Part(
                    PlatformFixtures.SINGAPORE,
                    open.parts().getFirst().names(),
                    Optional.of(AT),
                    7,
                    new Erased(1, 7, 3, 2, 1))));

    rights().save(open);
    rights().save(done);

    assertThat(rights().find(tenant.id(), open.id())).contains(done);
    assertThat(rights().requests(tenant.id())).containsExactly(done);
  }

  @Test
  default void requestsShouldComeInTheirOrderAndToTheirTenantOnly() {
    Tenant tenant = newTenant();
    Tenant other = newTenant();
    RightsRequest first = request(tenant, "access", Optional.empty(), Optional.of(AT));
    RightsRequest second = request(tenant, "erase", Optional.empty(), Optional.empty());

    rights().save(first);
    rights().save(second);

    assertThat(rights().requests(tenant.id())).containsExactly(first, second);
    assertThat(rights().requests(other.id())).isEmpty();
    assertThat(rights().find(other.id(), first.id())).isEmpty();
  }

  @Test
  default void eraseShouldTakeTheTenantsOwnRequestsAndNoOther() {
    Tenant tenant = newTenant();
    Tenant other = newTenant();
    RightsRequest over = request(tenant, "access", Optional.empty(), Optional.of(AT));
    RightsRequest open = request(tenant, "erase", Optional.empty(), Optional.empty());
    RightsRequest foreign = request(other, "access", Optional.empty(), Optional.of(AT));
    List.of(over, open, foreign).forEach(rights()::save);

    List<Integer> told = new ArrayList<>();
    int erased = erase(tenant, List.of(over.id(), foreign.id()), told);
    int again = erase(tenant, List.of(over.id(), foreign.id()), told);

    assertThat(erased).isOne();
    assertThat(again).isZero();
    assertThat(told)
        .as("in the same transaction, and only where something went")
        .containsExactly(1);
    assertThat(rights().requests(tenant.id())).containsExactly(open);
    assertThat(rights().requests(other.id())).containsExactly(foreign);
  }

  private int erase(Tenant tenant, List<String> ids, List<Integer> told) {
    return rights()
        .erase(
            tenant.id(),
            ids,
            count -> {
              told.add(count);
              return new byte[] {1};
            });
  }

  @Test
  default void aConsentTakenBackShouldStayTakenBackUntilItIsGivenAgain() {
    Tenant tenant = newTenant();
    List<Pseudonym> names = List.of(pseudonym(1), pseudonym(2));
    long epoch = store().epoch();

    rights().choose(tenant.id(), PlatformFixtures.SINGAPORE, names, TRAINING, Optional.of(AT));
    rights().choose(tenant.id(), PlatformFixtures.SINGAPORE, names, TRAINING, Optional.of(AT));
    boolean either = isWithdrawn(tenant, names.subList(1, 2));
    boolean elsewhere =
        rights().isWithdrawn(tenant.id(), PlatformFixtures.FRANKFURT, names, TRAINING);
    boolean otherPurpose =
        rights()
            .isWithdrawn(
                tenant.id(), PlatformFixtures.SINGAPORE, names, new Purpose("registration"));
    boolean otherTenant = isWithdrawn(newTenant(), names);
    rights().choose(tenant.id(), PlatformFixtures.SINGAPORE, names, TRAINING, Optional.empty());

    assertThat(either).isTrue();
    assertThat(elsewhere).isFalse();
    assertThat(otherPurpose).isFalse();
    assertThat(otherTenant).isFalse();
    assertThat(isWithdrawn(tenant, names)).isFalse();
    assertThat(isWithdrawn(tenant, List.of())).isFalse();
    assertThat(store().epoch()).isGreaterThanOrEqualTo(epoch);
  }

  private boolean isWithdrawn(Tenant tenant, List<Pseudonym> names) {
    return rights().isWithdrawn(tenant.id(), PlatformFixtures.SINGAPORE, names, TRAINING);
  }

  private Tenant newTenant() {
    Tenant tenant = PlatformFixtures.tenant();
    store().save(tenant);
    return tenant;
  }

  private static RightsRequest request(
      Tenant tenant, String kind, Optional<String> purpose, Optional<Instant> doneAt) {
    return new RightsRequest(
        "rq-" + UUID.randomUUID(),
        tenant.id(),
        kind,
        purpose,
        ConsentFixtures.OFFICER,
        new Verification("desk 4", "signed in with two factors"),
        AT,
        AT.plusSeconds(86_400),
        List.of(
            new Part(
                PlatformFixtures.SINGAPORE,
                List.of(pseudonym(1), pseudonym(2)),
                doneAt,
                0,
                Erased.NOTHING)));
  }

  private static Pseudonym pseudonym(int version) {
    return new Pseudonym(Pseudonym.Kind.REFERENCE, version, ("0" + version).repeat(32));
  }
}
