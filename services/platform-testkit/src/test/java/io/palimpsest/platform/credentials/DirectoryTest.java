package io.palimpsest.platform.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.palimpsest.platform.error.CallFailure;
import io.palimpsest.platform.testkit.ConsentFixtures;
import io.palimpsest.platform.testkit.InMemoryControlStore;
import io.palimpsest.platform.testkit.PlatformFixtures;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
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
