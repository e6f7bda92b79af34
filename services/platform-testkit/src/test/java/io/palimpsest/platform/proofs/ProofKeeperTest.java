package io.palimpsest.platform.proofs;

import static io.palimpsest.platform.testkit.ConsentFixtures.NOTICE;
import static io.palimpsest.platform.testkit.ConsentFixtures.OFFICER;
import static io.palimpsest.platform.testkit.ConsentFixtures.TOYS;
import static io.palimpsest.platform.testkit.PolicyFixtures.FIRST;
import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.evidence.leaf.Leaf;
import io.palimpsest.evidence.leaf.Place;
import io.palimpsest.platform.consent.ConsentAct;
import io.palimpsest.platform.consent.ConsentEntry;
import io.palimpsest.platform.consent.ConsentStore.Draft;
import io.palimpsest.platform.oversight.OversightAct;
import io.palimpsest.platform.proofs.ProofKeeper.Expired;
import io.palimpsest.platform.rights.RightsRequest;
import io.palimpsest.platform.rights.RightsRequest.Part;
import io.palimpsest.platform.rights.Verification;
import io.palimpsest.platform.subjects.Erased;
import io.palimpsest.platform.tenancy.Application;
import io.palimpsest.platform.tenancy.Tenant;
import io.palimpsest.platform.testkit.ConsentFixtures;
import io.palimpsest.platform.testkit.InMemoryControlStore;
import io.palimpsest.platform.testkit.InMemoryOversight;
import io.palimpsest.platform.testkit.InMemoryRights;
import io.palimpsest.platform.testkit.MovableClock;
import io.palimpsest.platform.testkit.PlatformFixtures;
import io.palimpsest.policy.DataClass;
import io.palimpsest.policy.PolicyLibrary;
import io.palimpsest.policy.RetentionPeriod;
import io.palimpsest.policy.decision.Attestation;
import io.palimpsest.policy.decision.Attester;
import io.palimpsest.policy.decision.ConsentScope;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ProofKeeperTest {
  private static final Instant SAID = Instant.parse("2026-12-01T10:00:00Z");
  private static final Instant ENDED = Instant.parse("2028-02-29T23:59:59Z");

  /** Three years after the day of the end, which the first of March follows in 2031. */
  private static final Instant GONE = Instant.parse("2031-03-01T00:00:00Z");

  private final MovableClock clock = new MovableClock(SAID);
  private final InMemoryControlStore store = new InMemoryControlStore();
  private final InMemoryRights rights = new InMemoryRights();
  private final InMemoryOversight oversight = new InMemoryOversight(store);
  private final ProofKeeper keeper =
      new ProofKeeper(store, store, rights, oversight, PolicyLibrary::shipped, clock);
  private final Tenant tenant = PlatformFixtures.tenant();
  private final Application app;

  ProofKeeperTest() {
    store.save(tenant);
    app = PlatformFixtures.application(store.nextAppId(), tenant.id());
    store.save(app);
  }

  @Test
  void anActOfOversightShouldGoThreeYearsAfterItWasDone() {
    oversight.append(
        new OversightAct.Look(
            "0f0e0d0c-0b0a-4909-8807-060504030201",
            tenant.id(),
            PlatformFixtures.SINGAPORE,
            PlatformFixtures.callId(ENDED),
            new Attester("olga", "incident lead"),
            "complaint 17",
            ENDED),
        new byte[] {1});
    clock.set(GONE.minusMillis(1));
    assertThat(keeper.expire()).isEqualTo(new Expired(0, 0, 0));

    clock.set(GONE);

    assertThat(keeper.expire()).isEqualTo(new Expired(0, 0, 1));
    assertThat(oversight.acts(tenant.id())).isEmpty();
  }

  @Test
  void anAttestationShouldGoThreeYearsAfterItsEndWithAllThatWasSaidOfIt() {
    Attestation attestation = attestation(ENDED);
    say(SAID, new ConsentAct.Attested(app.appId(), attestation, NOTICE));
    say(ENDED.minusSeconds(86_400), new ConsentAct.EndTold(app.appId(), attestation.id()));

    clock.set(GONE.minusMillis(1));
    Expired before = keeper.expire();
    clock.set(GONE);
    Expired after = keeper.expire();

    assertThat(before).isEqualTo(new Expired(0, 0, 0));
    assertThat(after).isEqualTo(new Expired(2, 0, 0));
    assertThat(entries()).isEmpty();
  }

  @Test
  void whatGoesShouldBeToldByHowManyAndWhetherItWasLate() {
    Attestation attestation = attestation(ENDED);
    say(SAID, new ConsentAct.Attested(app.appId(), attestation, NOTICE));
    say(ENDED.minusSeconds(86_400), new ConsentAct.EndTold(app.appId(), attestation.id()));
    clock.set(GONE);
    keeper.expire();
    keeper.expire();
    say(ENDED, new ConsentAct.OptedOut());
    clock.set(GONE.plusSeconds(86_400));
    keeper.expire();

    List<Leaf> told = store.leaves().stream().map(Leaf::parse).toList();
    assertThat(told)
        .filteredOn(leaf -> leaf.type().equals("expired"))
        .containsExactly(expired(2, false, GONE), expired(1, true, GONE.plusSeconds(86_400)));
  }

  private static Leaf expired(int count, boolean late, Instant at) {
    return new io.palimpsest.evidence.leaf.Expired(
        new Place(Place.CONTROL, LocalDate.ofInstant(at, ZoneOffset.UTC)),
        "receipt",
        "P3Y",
        count,
        late,
        "tencent-ocr-1.0.0",
        at);
  }

  @Test
  void whatStillHoldsShouldStayHoweverOldItIs() {
    say(SAID, new ConsentAct.Introduced(TOYS));
    say(SAID, new ConsentAct.Accepted(FIRST.ref(), FIRST.hash()));
    say(SAID, new ConsentAct.Shortened(DataClass.IDENTIFICATION, RetentionPeriod.parse("P7D")));

    clock.set(Instant.parse("2060-01-01T00:00:00Z"));

    assertThat(keeper.expire()).isEqualTo(new Expired(0, 0, 0));
    assertThat(entries()).hasSize(3);
  }

  @Test
  void whatWasReplacedShouldEndWithWhatReplacedIt() {
    say(SAID, new ConsentAct.Introduced(TOYS));
    say(SAID, new ConsentAct.Accepted(FIRST.ref(), FIRST.hash()));
    say(SAID, new ConsentAct.Shortened(DataClass.IDENTIFICATION, RetentionPeriod.parse("P7D")));
    say(ENDED, new ConsentAct.Introduced(TOYS));
    say(ENDED, new ConsentAct.Accepted(FIRST.ref(), FIRST.hash()));
    say(ENDED, new ConsentAct.Restored(DataClass.IDENTIFICATION));

    clock.set(GONE);

    assertThat(keeper.expire()).isEqualTo(new Expired(4, 0, 0));
    assertThat(entries()).extracting(ConsentEntry::at).containsOnly(ENDED).hasSize(2);
    assertThat(store.history(tenant.id()).accepted()).isPresent();
    assertThat(store.history(tenant.id()).shortened()).isEmpty();
  }

  @Test
  void aRevocationShouldStayUntilItsDataIsErased() {
    Attestation attestation = attestation(ConsentFixtures.ENDS);
    say(SAID, new ConsentAct.Attested(app.appId(), attestation, NOTICE));
    say(SAID, new ConsentAct.Revoked(app.appId(), attestation.id()));
    clock.set(Instant.parse("2060-01-01T00:00:00Z"));
    Expired open = keeper.expire();
    clock.set(ENDED);
    say(ENDED, new ConsentAct.Cleared(app.appId(), attestation.id()));

    clock.set(GONE);

    assertThat(open).isEqualTo(new Expired(0, 0, 0));
    assertThat(keeper.expire()).isEqualTo(new Expired(3, 0, 0));
    assertThat(store.openRevocations()).isEmpty();
  }

  @Test
  void aLeaveForDebugCopiesShouldEndWhenItIsTakenBackOrOver() {
    say(SAID, new ConsentAct.OptedIn(ConsentFixtures.ENDS));
    say(ENDED, new ConsentAct.OptedOut());

    clock.set(GONE);

    assertThat(keeper.expire()).isEqualTo(new Expired(2, 0, 0));
  }

  @Test
  void aRequestShouldGoThreeYearsAfterItsLastRegionDidItsPart() {
    rights.save(request("rq-done", Optional.of(ENDED)));
    rights.save(request("rq-open", Optional.empty()));

    clock.set(GONE);

    assertThat(keeper.expire()).isEqualTo(new Expired(0, 1, 0));
    assertThat(rights.requests(tenant.id()))
        .extracting(RightsRequest::id)
        .containsExactly("rq-open");
  }

  private void say(Instant at, ConsentAct act) {
    store.append(tenant.id(), _ -> new Draft(at, OFFICER, act));
  }

  private List<ConsentEntry> entries() {
    return store.history(tenant.id()).entries();
  }

  private static Attestation attestation(Instant until) {
    return new Attestation(
        "at-1",
        OFFICER,
        Set.of(PlatformFixtures.ACTION),
        new ConsentScope.Use(DataClass.UPLOAD_AND_RESULT, "service"),
        ConsentFixtures.IN_SINGAPORE,
        "tick box before capture",
        ConsentFixtures.TEXT,
        SAID,
        until,
        Optional.empty());
  }

  private RightsRequest request(String id, Optional<Instant> doneAt) {
    return new RightsRequest(
        id,
        tenant.id(),
        "access",
        Optional.empty(),
        OFFICER,
        new Verification("desk 4", "signed in with two factors"),
        SAID,
        SAID.plusSeconds(86_400),
        List.of(
            new Part(PlatformFixtures.SINGAPORE, List.of(), Optional.of(SAID), 0, Erased.NOTHING),
            new Part(PlatformFixtures.FRANKFURT, List.of(), doneAt, 0, Erased.NOTHING)));
  }
}
