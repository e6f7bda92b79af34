package io.palimpsest.platform.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.platform.consent.ConsentAct;
import io.palimpsest.platform.consent.ConsentNeeds;
import io.palimpsest.platform.error.StoreUnavailable;
import io.palimpsest.platform.proofs.Proof;
import io.palimpsest.platform.simulation.Effect.Counts;
import io.palimpsest.platform.simulation.Stock.Amount;
import io.palimpsest.platform.tenancy.AppId;
import io.palimpsest.platform.tenancy.Application;
import io.palimpsest.platform.tenancy.Tenant;
import io.palimpsest.platform.testkit.ConsentFixtures;
import io.palimpsest.platform.testkit.PlatformFixtures;
import io.palimpsest.policy.DataClass;
import io.palimpsest.policy.PolicyModule;
import io.palimpsest.policy.PolicyStore;
import io.palimpsest.policy.RetentionPeriod;
import io.palimpsest.policy.decision.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulationTest {
  private static final Instant NOW = Instant.parse("2027-02-15T12:00:00Z");
  private static final ZoneId ZONE = PlatformFixtures.FRANKFURT_TIME;

  @TempDir private Path folder;
  @TempDir private Path elsewhere;

  private final Tenant tenant =
      new Tenant(PlatformFixtures.tenant().id(), "Ünïted Töys 株式会社", Tenant.State.ACTIVE, "mine");
  private final Application application =
      PlatformFixtures.application(new AppId(1_300_000_001L), tenant.id());
  private PolicyStore policies;

  @BeforeEach
  void write() throws IOException {
    Files.writeString(
        folder.resolve("mine-1.0.0.yml"),
        "id: mine\nversion: 1.0.0\neffective: 2026-01-01\nextends: tencent-ocr@1.0.0\n");
    policies = PolicyStore.open(folder, InstantSource.fixed(NOW));
  }

  @Test
  void aShorterPeriodShouldBeCountedAgainstWhatIsThere() throws IOException {
    Simulation simulation = simulation("monitoring: { retention: P1Y }");
    Place place =
        place(
            monitoring("2024-12-31", 1), // its two years are over at the end of March
            monitoring("2026-03-31", 10), // a year and a day before the change
            monitoring("2026-04-01", 100),
            monitoring("2027-02-15", 1000));

    Forecast forecast = simulation.of(List.of(account()), List.of(place));

    assertThat(forecast.holdsFrom()).isEqualTo(Instant.parse("2027-04-02T00:00:00Z"));
    assertThat(forecast.before()).contains(policies.get().module("mine").ref());
    Effect effect = forecast.effects().getFirst();
    assertThat(effect.before()).isEqualTo("P2Y");
    assertThat(effect.after()).isEqualTo("P1Y");
    assertThat(effect.counts())
        .contains(new Counts(1111, 4, Optional.of(LocalDate.parse("2024-12-31")), 1, 110, 1000, 0));
  }

  @Test
  void aLongerPeriodShouldChangeNothingForWhatIsThere() throws IOException {
    Simulation simulation = simulation("monitoring: { retention: P3Y }");

    Forecast forecast =
        simulation.of(List.of(account()), List.of(place(monitoring("2026-03-31", 10))));

    assertThat(forecast.effects().getFirst().counts().orElseThrow().unchanged()).isEqualTo(10);
  }

  @Test
  void aStoreThatDoesNotAnswerShouldBeUnknownAndNeverNothing() throws IOException {
    Stock away =
        new Given(DataClass.OPERATION_LOG, List.of()) {
          @Override
          public List<Amount> amounts(Set<AppId> owners) {
            throw new StoreUnavailable("operation log", "list days", new IOException("away"));
          }
        };

    Forecast forecast =
        simulation("monitoring: { retention: P1Y }")
            .of(List.of(account()), List.of(new Place("eu-frankfurt", ZONE, List.of(away))));

    assertThat(forecast.isCertain()).isFalse();
    assertThat(forecast.effects().getFirst().counts()).isEmpty();
  }

  @Test
  void tenantsShouldBeAskedAnewAndToldWhatRunsNoMore() throws IOException {
    Simulation simulation =
        simulation(
            "monitoring: { retention: P2Y }\nfamilies:\n  general-text:\n    interfaces: [GeneralBasicOCR]");

    TenantEffect effect = simulation.of(List.of(account()), List.of()).tenants().getFirst();

    assertThat(effect.mustAccept()).isTrue();
    assertThat(effect.objected()).isFalse();
    assertThat(effect.refused())
        .extracting(TenantEffect.Refused::region)
        .containsExactly("ap-singapore", "eu-frankfurt");
    TenantEffect.Refused singapore = effect.refused().getFirst();
    assertThat(singapore.reason()).isEqualTo(Refusal.Reason.INTERFACE_NOT_LISTED);
    assertThat(singapore.actions())
        .contains("EnglishOCR")
        .doesNotContain("GeneralBasicOCR", "MLIDPassportOCR");
  }

  @Test
  void proofsShouldBeCountedFromTheirEnd() throws IOException {
    Instant ended = Instant.parse("2025-01-10T00:00:00Z");
    Account account =
        new Account(
            tenant,
            ConsentFixtures.history(tenant.id(), acts()),
            List.of(application),
            List.of(
                new Proof(ended.minusSeconds(86_400), Optional.of(ended)),
                new Proof(ended, Optional.empty())));

    Forecast forecast = simulation("receipt: { retention: P1Y }").of(List.of(account), List.of());

    Effect control = forecast.effects().getFirst();
    assertThat(control.place()).isEqualTo(Simulation.CONTROL);
    assertThat(control.before()).isEqualTo("P3Y");
    assertThat(control.counts())
        .contains(new Counts(2, 2, Optional.of(LocalDate.parse("2025-01-09")), 0, 1, 0, 1));
  }

  private Simulation simulation(String changes) throws IOException {
    Path file = elsewhere.resolve("mine-1.1.0.yml");
    Files.writeString(
        file,
        """
        id: mine
        version: 1.1.0
        announced: 2027-02-15
        effective: 2027-04-02
        extends: tencent-ocr@1.0.0
        classes:
          %s
        """
            .formatted(changes));
    PolicyStore.Trial trial = policies.tried(file);
    PolicyModule changed = trial.library().version(trial.tried());
    return new Simulation(policies.get(), trial.library(), changed, NOW);
  }

  private Account account() {
    return new Account(
        tenant, ConsentFixtures.history(tenant.id(), acts()), List.of(application), List.of());
  }

  private List<ConsentAct> acts() {
    PolicyModule first = policies.get().module("mine");
    List<ConsentAct> acts = new ArrayList<>();
    acts.add(new ConsentAct.Accepted(first.ref(), first.hash()));
    for (ConsentNeeds need : ConsentNeeds.of(first)) {
      acts.add(
          new ConsentAct.Attested(
              application.appId(),
              ConsentFixtures.attestation(need.scope(), need.interfaces()),
              ConsentFixtures.NOTICE));
    }
    return acts;
  }

  private static Amount monitoring(String day, long items) {
    LocalDate stored = LocalDate.parse(day);
    return new Amount(
        stored, RetentionPeriod.parse("P2Y").goneBy(stored).atStartOfDay(ZONE).toInstant(), items);
  }

  private static Place place(Amount... amounts) {
    return new Place(
        "eu-frankfurt", ZONE, List.of(new Given(DataClass.MONITORING, List.of(amounts))));
  }

  private static class Given implements Stock {
    private final DataClass dataClass;
    private final List<Amount> amounts;

    Given(DataClass dataClass, List<Amount> amounts) {
      this.dataClass = dataClass;
      this.amounts = amounts;
    }

    @Override
    public DataClass dataClass() {
      return dataClass;
    }

    @Override
    public String store() {
      return "memory";
    }

    @Override
    public List<Amount> amounts(Set<AppId> owners) {
      return amounts;
    }

    @Override
    public List<Amount> amounts() {
      return amounts;
    }
  }
}
