package io.palimpsest.platform.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.palimpsest.platform.consent.ConsentAct;
import io.palimpsest.platform.consent.ConsentStore.Draft;
import io.palimpsest.platform.error.CallFailure;
import io.palimpsest.platform.tenancy.AppId;
import io.palimpsest.platform.testkit.ConsentFixtures;
import io.palimpsest.platform.testkit.InMemoryControlStore;
import io.palimpsest.platform.testkit.PlatformFixtures;
import io.palimpsest.policy.decision.Attestation;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DirectoryTest {
  private final InMemoryControlStore store = new InMemoryControlStore();
  private volatile Instant now = Instant.parse("2026-11-21T08:00:00Z");
  private final InstantSource source = () -> now;
  private final Directory directory = new Directory(store, source.withZone(ZoneOffset.UTC));
  private final Caller caller = PlatformFixtures.caller();
  private final SecretId key = caller.credential().secretId();

  @BeforeEach
  void save() {
    store.save(caller.tenant());
    store.save(caller.application());
    store.save(caller.credential());
  }

  @Test
  void findShouldRememberACallerForOneEpoch() {
    directory.poll();
    var found = directory.find(key);
    store.outage().begin();

    assertThat(found).isPresent();
    assertThat(directory.find(key)).isEqualTo(found);
  }

  @Test
  void findShouldFollowAChangeFromTheNextPollOn() {
    directory.poll();
    directory.find(key);
    disable();

    directory.poll();

    assertThat(directory.find(key).orElseThrow().credential().enabled()).isFalse();
  }

  @Test
  void whatATenantSaysShouldHoldFromTheNextPollOn() {
    directory.poll();
    boolean before = directory.find(key).orElseThrow().terms().accepted().isPresent();
    ConsentFixtures.sayEverything(store, caller.tenant(), caller.application().appId());

    directory.poll();

    assertThat(before).isFalse();
    assertThat(directory.find(key).orElseThrow().terms().attestations()).isNotEmpty();
  }

  @Test
  void aChangeShouldForgetOnlyTheTenantItConcerns() {
    Caller other = PlatformFixtures.caller();
    store.save(other.tenant());
    store.save(other.application());
    store.save(other.credential());
    directory.poll();
    directory.find(key);
    directory.find(other.credential().secretId());
    disable();
    directory.poll();

    store.outage().begin(); // what is asked for now fails

    assertThat(directory.find(other.credential().secretId())).isPresent();
    assertThatThrownBy(() -> directory.find(key)).isInstanceOf(CallFailure.class);
  }

  /** By the polls of a process, and by its own look where those have stopped. */
  @Test
  void aDisabledKeyAndARevocationShouldHoldWithinASecondInEveryDirectory() {
    ConsentFixtures.sayEverything(store, caller.tenant(), caller.application().appId());
    Directory polled = new Directory(store, source.withZone(ZoneOffset.UTC));
    Directory stuck = new Directory(store, source.withZone(ZoneOffset.UTC));
    for (Directory each : List.of(polled, stuck)) {
      each.poll();
      assertThat(each.find(key).orElseThrow().credential().enabled()).isTrue();
    }
    Instant changed = now;
    disable();
    revokeAll();

    for (; !now.isAfter(changed.plusSeconds(1)); now = now.plus(Directory.POLL_EVERY)) {
      polled.poll();
    }
    now = changed.plusSeconds(1).plusNanos(1);

    for (Directory each : List.of(polled, stuck)) {
      Caller found = each.find(key).orElseThrow();
      assertThat(found.credential().enabled()).isFalse();
      assertThat(found.terms().attestations())
          .isNotEmpty()
          .allMatch(attestation -> attestation.revokedAt().isPresent());
    }
  }

  private void revokeAll() {
    AppId app = caller.application().appId();
    for (Attestation each : store.history(caller.tenant().id()).attestations(app)) {
      ConsentAct revoked = new ConsentAct.Revoked(app, each.id());
      store.append(caller.tenant().id(), _ -> new Draft(now, ConsentFixtures.OFFICER, revoked));
    }
  }

  @Test
  void findShouldFailClosedOnceTheStoreHasBeenAwayForTooLong() {
    directory.poll();
    directory.find(key);
    store.outage().begin();

    now = now.plus(Directory.FRESH_FOR).plusMillis(1);

    assertThatThrownBy(() -> directory.find(key)).isInstanceOf(CallFailure.class);
  }

  @Test
  void findShouldLookForItselfWhenThePollHasFallenBehind() {
    directory.poll();
    directory.find(key);
    disable();

    now = now.plus(Directory.FRESH_FOR).plusMillis(1);

    assertThat(directory.find(key).orElseThrow().credential().enabled()).isFalse();
  }

  @Test
  void findShouldKnowNothingOfAKeyThatIsNotThere() {
    directory.poll();

    assertThat(directory.find(new SecretId("AKIDnobodyHasThisKey"))).isEmpty();
  }

  private void disable() {
    Credential c = caller.credential();
    store.save(
        new Credential(
            c.secretId(),
            c.appId(),
            c.secretKey(),
            false,
            c.created(),
            c.expires(),
            c.token(),
            c.actions()));
  }
}
