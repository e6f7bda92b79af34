package io.palimpsest.standalone.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.platform.health.StoreHealth;
import io.palimpsest.platform.testkit.MovableClock;
import io.palimpsest.policy.PolicyLibrary;
import io.palimpsest.policy.PolicyRef;
import io.palimpsest.policy.PolicyStore;
import io.palimpsest.policy.decision.AcceptedPolicy;
import io.palimpsest.policy.decision.Attester;
import io.palimpsest.policy.decision.PolicyDecisions;
import io.palimpsest.policy.decision.Standing;
import io.palimpsest.policy.decision.TenantTerms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolicyWatchTest {
  private static final Instant ACCEPTED = Instant.parse("2027-02-01T00:00:00Z");

  private final MovableClock clock = new MovableClock(Instant.parse("2027-03-01T12:00:00Z"));

  @TempDir private Path folder;

  private PolicyStore store;
  private PolicyWatch watch;
  private final List<PolicyLibrary> prepared = new ArrayList<>();

  @BeforeEach
  void openAFirstVersion() throws IOException {
    write("1.0.0", "effective: 2027-01-01", "P7D");
    store = PolicyStore.open(folder, clock);
    watch = new PolicyWatch(store, prepared::add, clock);
  }

  @Test
  void whatDoesNotPassShouldBeToldWithFileAndLineWhileTheLastGoodVersionHolds() throws IOException {
    write("1.1.0", "announced: 2027-03-01\neffective: 2027-04-01", "a while");

    lookTwice();

    StoreHealth health = watch.probe();
    assertThat(health.ok()).isTrue();
    assertThat(health.numbers()).containsEntry("refused", 1L);
    assertThat(health.detail())
        .contains("the last good ones hold", "mine-1.1.0.yml:8: /classes/identification/retention");
    assertThat(standing("mine@1.0.0")).isInstanceOf(Standing.Bound.class);
  }

  @Test
  void aGoodVersionShouldHoldFromItsEffectiveDayOnWithoutARestart() throws IOException {
    write("1.1.0", "announced: 2027-03-01\neffective: 2027-04-01", "a while");
    lookTwice();
    write("1.1.0", "announced: 2027-03-01\neffective: 2027-04-01", "P3D");

    lookTwice();

    assertThat(watch.probe().numbers()).containsEntry("refused", 0L);
    assertThat(prepared).containsExactly(store.get());
    assertThat(watch.probe().detail()).isEqualTo("hold; to come: mine@1.1.0 from 2027-04-01");
    clock.set(Instant.parse("2027-03-31T23:59:59.999Z"));
    assertThat(standing("mine@1.0.0")).isInstanceOf(Standing.Announced.class);
    clock.set(Instant.parse("2027-04-01T00:00:00Z"));
    assertThat(standing("mine@1.0.0")).isInstanceOf(Standing.MustAccept.class);
    assertThat(standing("mine@1.1.0")).isInstanceOf(Standing.Bound.class);
  }

  private Standing standing(String accepted) {
    AcceptedPolicy yes =
        new AcceptedPolicy(
            PolicyRef.parse(accepted), new Attester("someone", "admin"), ACCEPTED, "hash");
    TenantTerms terms =
        new TenantTerms(
            "mine",
            Optional.of(yes),
            Optional.empty(),
            Set.of("eu-frankfurt"),
            List.of(),
            Optional.empty(),
            Map.of());
    return new PolicyDecisions(store).standing(terms, clock.instant());
  }

  /** A file that stood still for two looks is read. */
  private void lookTwice() {
    watch.look();
    watch.look();
  }

  private void write(String version, String dates, String period) throws IOException {
    Files.writeString(
        folder.resolve("mine-" + version + ".yml"),
        """
        id: mine
        version: %s
        %s
        extends: tencent-ocr@1.0.0
        classes:
          identification:
            retention: %s
            shorter: [P1D]
        """
            .formatted(version, dates, period));
  }
}
