package io.palimpsest.platform.keys;

import static io.palimpsest.platform.testkit.PlatformFixtures.FRANKFURT;
import static io.palimpsest.platform.testkit.PlatformFixtures.SINGAPORE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.palimpsest.platform.error.StoreUnavailable;
import io.palimpsest.platform.tenancy.TenantId;
import io.palimpsest.platform.testkit.InMemoryKeyStore;
import io.palimpsest.platform.testkit.InMemoryRootKey;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeyRingTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 21);
  private static final TenantId ACME = new TenantId("acme");
  private static final byte[] PLAIN = "ERIKSSON".getBytes(StandardCharsets.UTF_8);

  private final InMemoryRootKey root = new InMemoryRootKey();
  private final InMemoryKeyStore store = new InMemoryKeyStore();
  private Instant now = Instant.parse("2026-11-21T12:00:00Z");
  private final Clock clock = ((InstantSource) () -> now).withZone(ZoneOffset.UTC);
  private final KeyRing keys = KeyRing.open(SINGAPORE, root, store, clock);

  @Test
  void subjectKeyShouldOpenWhatItSealedFromItsWrappedForm() {
    SubjectKey made = keys.dayKey(TODAY).create("acme/1");
    byte[] sealed = made.seal(PLAIN, "item 1");

    SubjectKey again =
        KeyRing.open(SINGAPORE, root, store, clock).dayKey(TODAY).open("acme/1", made.wrapped());

    assertThat(again.open(sealed, "item 1")).isEqualTo(PLAIN);
    assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("ERIKSSON");
  }

  @Test
  void ciphertextShouldOpenForNothingElse() {
    DayKey day = keys.dayKey(TODAY);
    SubjectKey key = day.create("acme/1");
    byte[] sealed = key.seal(PLAIN, "item 1");

    assertThatThrownBy(() -> key.open(sealed, "item 2")).isInstanceOf(KeyUnusable.class);
    assertThatThrownBy(() -> day.open("acme/2", key.wrapped())).isInstanceOf(KeyUnusable.class);
    assertThatThrownBy(() -> keys.dayKey(TODAY.plusDays(1)).open("acme/1", key.wrapped()))
        .isInstanceOf(KeyUnusable.class);
  }

  @Test
  void nothingShouldOpenOnceItsDayKeyIsDestroyed() {
    SubjectKey key = keys.dayKey(TODAY).create("acme/1");

    store.destroy(new KeyName.OfDay(TODAY));
    keys.forget(TODAY);

    assertThat(keys.dayKeyIfThere(TODAY)).isEmpty();
    DayKey fresh = keys.dayKey(TODAY);
    assertThatThrownBy(() -> fresh.open("acme/1", key.wrapped())).isInstanceOf(KeyUnusable.class);
  }

  @Test
  void dayKeyShouldKnowWhetherTheStoreStillHasIt() {
    DayKey day = keys.dayKey(TODAY);
    byte[] stored = store.find(new KeyName.OfDay(TODAY)).orElseThrow();

    assertThat(day.isThatOf(stored)).isTrue();
    assertThat(day.isThatOf(new byte[stored.length])).isFalse();
  }

  @Test
  void openShouldTellOfAWrongRootKey() {
    assertThatThrownBy(() -> KeyRing.open(SINGAPORE, new InMemoryRootKey(), store, clock))
        .isInstanceOf(RootKeyUnusable.class);
    assertThatThrownBy(() -> KeyRing.open(FRANKFURT, root, store, clock))
        .as("another region's key")
        .isInstanceOf(RootKeyUnusable.class);
  }

  @Test
  void openShouldTellOfALostRegionKey() {
    keys.dayKey(TODAY);
    store.destroy(new KeyName.OfRegion());

    assertThatThrownBy(() -> KeyRing.open(SINGAPORE, root, store, clock))
        .isInstanceOf(RootKeyUnusable.class)
        .hasMessageContaining("lost");
    assertThat(store.find(new KeyName.OfRegion())).isEmpty();
  }

  @Test
  void openedKeysShouldStayForAMinuteAndNoLonger() {
    keys.dayKey(TODAY);
    store.outage().begin();
    now = now.plus(KeyRing.LIFE).minusNanos(1);
    assertThat(keys.dayKey(TODAY)).isNotNull();

    now = now.plusNanos(1);

    assertThatThrownBy(() -> keys.dayKey(TODAY)).isInstanceOf(StoreUnavailable.class);
  }

  @Test
  void closedRingShouldHaveNoKeysInMemory() {
    keys.dayKey(TODAY);
    keys.close();
    store.outage().begin();

    assertThatThrownBy(() -> keys.dayKey(TODAY)).isInstanceOf(StoreUnavailable.class);
  }

  @Test
  void cacheShouldHoldNoMoreThanItsLimit() {
    KeyCache cache = new KeyCache(clock, Duration.ofMinutes(1), 3);

    for (int i = 0; i < 10; i++) {
      cache.get("key " + i, String.class, () -> "opened");
    }

    assertThat(cache.size()).isEqualTo(3);
    now = now.plus(Duration.ofMinutes(1));
    assertThat(cache.size()).isZero();
  }

  @Test
  void keyThatIsForgottenWhileItIsLoadedShouldNotBeKept() {
    KeyCache cache = new KeyCache(clock, Duration.ofMinutes(1), 3);

    cache.get(
        "day",
        String.class,
        () -> {
          cache.forget("day");
          return "destroyed meanwhile";
        });

    assertThat(cache.size()).isZero();
  }

  @Test
  void pseudonymsShouldDifferByTenantRegionAndKey() {
    KeyRing frankfurt = KeyRing.open(FRANKFURT, root, new InMemoryKeyStore(), clock);
    byte[] input = "customer 1".getBytes(StandardCharsets.UTF_8);

    byte[] first = keys.pseudonymKeys(ACME).getFirst().pseudonym(input);

    assertThat(first).hasSize(PseudonymKey.LENGTH);
    assertThat(keys.pseudonymKeys(ACME).getFirst().pseudonym(input)).isEqualTo(first);
    assertThat(keys.pseudonymKeys(new TenantId("beta")).getFirst().pseudonym(input))
        .isNotEqualTo(first);
    assertThat(frankfurt.pseudonymKeys(ACME).getFirst().pseudonym(input)).isNotEqualTo(first);
    assertThat(keys.renewPseudonymKey(ACME)).isEqualTo(2);
    assertThat(keys.pseudonymKeys(ACME)).extracting(PseudonymKey::version).containsExactly(2, 1);
    assertThat(keys.pseudonymKeys(ACME).getFirst().pseudonym(input)).isNotEqualTo(first);
    assertThat(keys.pseudonymKeys(ACME).getLast().pseudonym(input)).isEqualTo(first);
  }

  @Test
  void rootKeyShouldChangeWhileEverythingGoesOn() {
    SubjectKey key = keys.dayKey(TODAY).create("acme/1");
    RegionKeyUse use = new RegionKeyUse(SINGAPORE, store, root);
    RootKeyChange change = new RootKeyChange(root, List.of(use));

    assertThat(change.begin()).isEqualTo(1);
    assertThat(root.names()).hasSize(2);
    assertThat(use.count()).isEqualTo(new RootKeyUse.Count(1, 0));
    assertThat(change.begin()).as("done again").isZero();
    assertThat(root.names()).hasSize(2);
    change.finish();

    assertThat(root.names()).hasSize(1);
    assertThat(
            KeyRing.open(SINGAPORE, root, store, clock).dayKey(TODAY).open("acme/1", key.wrapped()))
        .isNotNull();
  }

  @Test
  void rootKeyShouldStayWhileSomethingIsUnderIt() {
    RootKeyChange change =
        new RootKeyChange(root, List.of(new RegionKeyUse(SINGAPORE, store, root)));
    root.addNewest();

    assertThatThrownBy(change::finish)
        .isInstanceOf(RootKeyUnusable.class)
        .hasMessageContaining(SINGAPORE.name());

    assertThat(root.names()).hasSize(2);
  }
}
