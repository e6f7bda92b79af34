package io.palimpsest.platform.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.palimpsest.evidence.leaf.ConsentAttested;
import io.palimpsest.evidence.leaf.Leaf;
import io.palimpsest.evidence.leaf.Opening;
import io.palimpsest.evidence.leaf.Place;
import io.palimpsest.platform.consent.ConsentAct;
import io.palimpsest.platform.consent.ConsentEntry;
import io.palimpsest.platform.consent.ConsentHistory;
import io.palimpsest.platform.consent.ConsentNotice;
import io.palimpsest.platform.consent.ConsentRefused;
import io.palimpsest.platform.consent.ConsentStore;
import io.palimpsest.platform.consent.ConsentStore.Draft;
import io.palimpsest.platform.consent.ConsentStore.Revocation;
import io.palimpsest.platform.credentials.ControlStore;
import io.palimpsest.platform.credentials.Credential;
import io.palimpsest.platform.tenancy.Application;
import io.palimpsest.platform.tenancy.Tenant;
import io.palimpsest.platform.tenancy.TenantId;
import io.palimpsest.policy.DataClass;
import io.palimpsest.policy.PolicyRef;
import io.palimpsest.policy.RetentionPeriod;
import io.palimpsest.policy.decision.AgeAssurance;
import io.palimpsest.policy.decision.Attestation;
import io.palimpsest.policy.decision.Attester;
import io.palimpsest.policy.decision.ConsentScope;
import io.palimpsest.policy.decision.TextReference;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every consent store does. */
public interface ConsentStoreContract {

  /** The accounts that the histories belong to; may hold what other tests left. */
  ControlStore store();

  /** The histories of the same accounts. */
  ConsentStore consents();

  /** The leaves that wait for the control plane's log; may hold those of other tests. */
  List<byte[]> leaves();

  @Test
  default void whatIsAgreedAttestedAndTakenBackShouldBeToldAndOpenedWhileItsLineIsThere() {
    Application app = newApplication();
    PolicyRef policy = PolicyRef.parse("tencent-ocr@1.0.0");
    Attester by = new Attester("anna@toys.example", "DPO");
    Instant at = Instant.parse("2028-02-29T23:59:59Z");
    Attestation attestation =
        new Attestation(
            "at-1",
            by,
            Set.of("IDCardOCR"),
            new ConsentScope.Use(DataClass.IDENTIFICATION, "model-improvement"),
            Map.of("SG", new AgeAssurance.MinimumAge(21)),
            "a tick before the camera opens",
            new TextReference("1", "0f".repeat(32)),
            at,
            at.plusSeconds(60),
            Optional.empty());
    Set<String> before = texts(leaves());
    List<ConsentAct> said =
        List.of(
            new ConsentAct.Introduced(ConsentFixtures.TOYS),
            new ConsentAct.Accepted(policy, "cd".repeat(32)),
            new ConsentAct.Attested(app.appId(), attestation, ConsentFixtures.NOTICE),
            new ConsentAct.Revoked(app.appId(), "at-1"));

    List<ConsentEntry> lines =
        said.stream()
            .map(act -> consents().append(app.tenant(), _ -> new Draft(at, by, act)))
            .toList();

    List<Leaf> told =
        leaves().stream().filter(leaf -> !before.contains(text(leaf))).map(Leaf::parse).toList();
    assertThat(told)
        .extracting(Leaf::type)
        .containsExactly("policy-accepted", "consent-attested", "consent-withdrawn");
    assertThat(told)
        .allMatch(leaf -> leaf.place().equals(new Place("control", LocalDate.of(2028, 2, 29))))
        .allMatch(leaf -> leaf.at().equals(at));
    ConsentAttested attested = (ConsentAttested) told.get(1);
    assertThat(attested.use()).isEqualTo("identity/model-improvement");
    assertThat(attested.policy()).isEqualTo("tencent-ocr-1.0.0");
    Opening opening = consents().opening(app.tenant(), lines.get(2).number()).orElseThrow();
    assertThat(opening.commitment()).isEqualTo(attested.of());
    assertThat(opening.identity()).isEqualTo(app.tenant().value());
    assertThat(consents().opening(app.tenant(), lines.getFirst().number())).isEmpty();
    consents().erase(app.tenant(), List.of(lines.get(2).number()), _ -> new byte[] {1});
    assertThat(consents().opening(app.tenant(), lines.get(2).number())).isEmpty();
  }

  @Test
  default void anActThatIsRefusedShouldNotBeTold() {
    Tenant tenant = newTenant();
    int before = leaves().size();

    assertThatThrownBy(
            () ->
                consents()
                    .append(
                        tenant.id(),
                        _ -> {
                          throw ConsentRefused.invalid("not like this");
                        }))
        .isInstanceOf(ConsentRefused.class);

    assertThat(leaves()).hasSize(before);
  }

  private static Set<String> texts(List<byte[]> leaves) {
    return leaves.stream().map(ConsentStoreContract::text).collect(Collectors.toSet());
  }

  private static String text(byte[] leaf) {
    return new String(leaf, StandardCharsets.UTF_8);
  }

  @Test
  default void aTenantThatSaidNothingShouldHaveAnEmptyHistory() {
    assertThat(consents().history(new TenantId("nobody")).entries()).isEmpty();
    assertThat(consents().history(newTenant().id()).entries()).isEmpty();
  }

  @Test
  default void everyKindOfActShouldComeBackAsItWasSaid() {
    Application app = newApplication();
    Attestation rich =
        new Attestation(
            "at-1",
            new Attester("Zoë 张伟", "Geschäftsführerin"),
            Set.of("IDCardOCR", "MLIDPassportOCR"),
            new ConsentScope.Use(DataClass.IDENTIFICATION, "model-improvement"),
            Map.of(
                "DE", new AgeAssurance.ParentalConsent(14), "SG", new AgeAssurance.MinimumAge(21)),
            "Ankreuzfeld – vor der Aufnahme",
            new TextReference("2026-10 β", "0f".repeat(32)),
            Instant.parse("2028-02-29T23:59:59.999Z"),
            Instant.parse("2029-03-01T00:00:00Z"),
            Optional.empty());
    Attestation transfer =
        new Attestation(
            "at-2",
            rich.by(),
            Set.of("IDCardOCR"),
            new ConsentScope.Transfer("SG"),
            rich.jurisdictions(),
            rich.howObtained(),
            rich.text(),
            rich.from(),
            rich.until(),
            Optional.empty());
    PolicyRef policy = PolicyRef.parse("tencent-ocr@10.2.30");
    List<ConsentAct> said =
        List.of(
            new ConsentAct.Introduced(ConsentFixtures.TOYS),
            new ConsentAct.Accepted(policy, "cd".repeat(32)),
            new ConsentAct.Moved("deepseek-ocr", "tencent-ocr"),
            new ConsentAct.Objected(policy, "a sub-processor we cannot take"),
            new ConsentAct.Attested(app.appId(), rich, ConsentFixtures.NOTICE),
            new ConsentAct.Attested(
                app.appId(),
                transfer,
                new ConsentNotice("zh-CN", Optional.empty(), Optional.of("DPIA 2026-7"))),
            new ConsentAct.Revoked(app.appId(), "at-2"),
            new ConsentAct.EndTold(app.appId(), "at-1"),
            new ConsentAct.Cleared(app.appId(), "at-2"),
            new ConsentAct.OptedIn(Instant.parse("2028-03-01T00:00:00Z")),
            new ConsentAct.OptedOut(),
            new ConsentAct.Shortened(DataClass.IDENTIFICATION, RetentionPeriod.parse("P7D")),
            new ConsentAct.Restored(DataClass.IDENTIFICATION));

    for (ConsentAct act : said) {
      consents().append(app.tenant(), _ -> new Draft(rich.from(), rich.by(), act));
    }

    List<ConsentEntry> entries = consents().history(app.tenant()).entries();
    assertThat(entries).extracting(ConsentEntry::act).isEqualTo(said);
    assertThat(entries).extracting(ConsentEntry::number).isSorted().doesNotHaveDuplicates();
    assertThat(entries)
        .allSatisfy(
            each -> {
              assertThat(each.tenant()).isEqualTo(app.tenant());
              assertThat(each.at()).isEqualTo(rich.from());
              assertThat(each.by()).isEqualTo(rich.by());
            });
  }

  @Test
  default void aCallerShouldComeWithTheTermsOfItsOwnAppId() {
    Application app = newApplication();
    Application other = application(app.tenant());
    Credential key = PlatformFixtures.credential(app.appId());
    store().save(key);
    Tenant tenant = store().tenant(app.tenant()).orElseThrow();
    ConsentScope scope = new ConsentScope.Use(DataClass.IDENTIFICATION, "model-improvement");
    Attestation own = ConsentFixtures.attestation(scope, Set.of("IDCardOCR"));
    Attestation others = ConsentFixtures.attestation(scope, Set.of("IDCardOCR"));
    say(app.tenant(), new ConsentAct.Accepted(PolicyRef.parse("tencent-ocr@1.0.0"), "hash"));
    say(app.tenant(), new ConsentAct.Attested(app.appId(), own, ConsentFixtures.NOTICE));
    say(app.tenant(), new ConsentAct.Attested(other.appId(), others, ConsentFixtures.NOTICE));

    var terms = store().find(key.secretId()).orElseThrow().terms();

    assertThat(terms).isEqualTo(consents().history(app.tenant()).terms(tenant, app));
    assertThat(terms.attestations()).containsExactly(own);
    assertThat(terms.accepted().orElseThrow().policy()).hasToString("tencent-ocr@1.0.0");
  }

  @Test
  default void aCallerWhoseTenantWasPutUnderAnotherPolicyShouldHaveAcceptedNothing() {
    Application app = newApplication();
    Credential key = PlatformFixtures.credential(app.appId());
    store().save(key);
    Tenant tenant = store().tenant(app.tenant()).orElseThrow();
    say(tenant.id(), new ConsentAct.Accepted(PolicyRef.parse("tencent-ocr@1.0.0"), "hash"));

    say(tenant.id(), new ConsentAct.Moved("tencent-ocr", "deepseek-ocr"));
    store().save(new Tenant(tenant.id(), tenant.name(), tenant.state(), "deepseek-ocr"));

    var terms = store().find(key.secretId()).orElseThrow().terms();
    assertThat(terms.policyId()).isEqualTo("deepseek-ocr");
    assertThat(terms.accepted()).isEmpty();
  }

  @Test
  default void everyEntryShouldRaiseTheEpoch() {
    Tenant tenant = newTenant();
    long before = store().epoch();

    say(tenant.id(), new ConsentAct.OptedOut());

    assertThat(store().epoch()).isGreaterThan(before);
  }

  @Test
  default void anActThatIsRefusedShouldLeaveNothing() {
    Tenant tenant = newTenant();

    assertThatThrownBy(
            () ->
                consents()
                    .append(
                        tenant.id(),
                        _ -> {
                          throw ConsentRefused.conflict("no");
                        }))
        .isInstanceOf(ConsentRefused.class);

    assertThat(consents().history(tenant.id()).entries()).isEmpty();
  }

  @Test
  default void writersShouldEachSeeWhatTheOneBeforeSaid() {
    Tenant tenant = newTenant();

    Concurrently.run(
        20,
        _ ->
            consents()
                .append(
                    tenant.id(),
                    history ->
                        new Draft(
                            ConsentFixtures.BEGAN,
                            ConsentFixtures.OFFICER,
                            new ConsentAct.Objected(
                                PolicyRef.parse("tencent-ocr@1.0." + history.entries().size()),
                                "no"))));

    ConsentHistory history = consents().history(tenant.id());
    assertThat(history.entries())
        .extracting(each -> ((ConsentAct.Objected) each.act()).policy().version().patch())
        .isEqualTo(IntStream.range(0, 20).boxed().toList());
  }

  @Test
  default void aRevocationShouldStayOpenUntilItsDataIsErased() {
    Application app = newApplication();
    Revocation open = new Revocation(app.tenant(), app.appId(), "at-7");

    say(app.tenant(), new ConsentAct.Revoked(app.appId(), "at-7"));
    boolean before = consents().openRevocations().contains(open);
    say(app.tenant(), new ConsentAct.Cleared(app.appId(), "at-7"));

    assertThat(before).isTrue();
    assertThat(consents().openRevocations()).doesNotContain(open);
  }

  @Test
  default void eraseShouldTakeTheNamedLinesOfOneTenantAndNoOther() {
    TenantId tenant = newTenant().id();
    TenantId other = newTenant().id();
    for (TenantId each : List.of(tenant, other)) {
      say(each, new ConsentAct.OptedIn(Instant.parse("2029-01-01T00:00:00Z")));
      say(each, new ConsentAct.OptedOut());
    }
    List<ConsentEntry> mine = consents().history(tenant).entries();
    List<ConsentEntry> foreign = consents().history(other).entries();

    int erased =
        consents()
            .erase(
                tenant,
                List.of(mine.getFirst().number(), foreign.getFirst().number()),
                count -> leaf(tenant, count));
    int again =
        consents().erase(tenant, List.of(mine.getFirst().number()), count -> leaf(tenant, count));

    assertThat(erased).isOne();
    assertThat(again).isZero();
    assertThat(leaves()).contains(leaf(tenant, 1)).doesNotContain(leaf(tenant, 0));
    assertThat(consents().history(tenant).entries()).containsExactly(mine.getLast());
    assertThat(consents().history(other).entries()).isEqualTo(foreign);
  }

  @Test
  default void oneTenantsHistoryShouldHoldNothingOfAnothers() {
    Tenant one = newTenant();
    Tenant other = newTenant();

    say(one.id(), new ConsentAct.OptedOut());

    assertThat(consents().history(other.id()).entries()).isEmpty();
  }

  private static byte[] leaf(TenantId tenant, int count) {
    return (tenant + " " + count).getBytes(StandardCharsets.UTF_8);
  }

  private void say(TenantId tenant, ConsentAct act) {
    consents().append(tenant, _ -> new Draft(ConsentFixtures.BEGAN, ConsentFixtures.OFFICER, act));
  }

  private Tenant newTenant() {
    Tenant tenant = PlatformFixtures.tenant();
    store().save(tenant);
    return tenant;
  }

  private Application newApplication() {
    return application(newTenant().id());
  }

  private Application application(TenantId tenant) {
    Application application = PlatformFixtures.application(store().nextAppId(), tenant);
    store().save(application);
    return application;
  }
}
