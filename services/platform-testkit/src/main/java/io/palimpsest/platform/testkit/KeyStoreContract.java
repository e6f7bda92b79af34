package io.palimpsest.platform.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.platform.keys.KeyName;
import io.palimpsest.platform.keys.KeyStore;
import io.palimpsest.platform.tenancy.TenantId;
import java.time.LocalDate;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

/** What every store of wrapped keys does. */
public interface KeyStoreContract {

  /** The store; it may hold what other tests left. */
  KeyStore keyStore();

  @Test
  default void absentKeyShouldNotBeFoundNorDestroyedNorReplaced() {
    KeyName name = name();

    assertThat(keyStore().find(name)).isEmpty();
    assertThat(keyStore().destroy(name)).isFalse();
    assertThat(keyStore().replace(name, bytes(60), bytes(60))).isFalse();
    assertThat(keyStore().names(name.text())).isEmpty();
  }

  @Test
  default void storedKeyShouldBeFoundUntilItIsDestroyed() {
    KeyName name = name();
    byte[] wrapped = bytes(200);

    assertThat(keyStore().putIfAbsent(name, wrapped)).isEqualTo(wrapped);

    assertThat(keyStore().find(name)).hasValue(wrapped);
    assertThat(keyStore().names(name.text())).containsExactly(name.text());
    assertThat(keyStore().destroy(name)).isTrue();
    assertThat(keyStore().find(name)).isEmpty();
    assertThat(keyStore().destroy(name)).isFalse();
  }

  @Test
  default void putShouldGiveTheKeyThatIsThere() {
    KeyName name = name();
    byte[] first = keyStore().putIfAbsent(name, bytes(60));

    byte[] second = keyStore().putIfAbsent(name, bytes(60));

    assertThat(second).isEqualTo(first);
    keyStore().destroy(name);
  }

  @Test
  default void replaceShouldChangeOnlyWhatIsAsExpected() {
    KeyName name = name();
    byte[] first = keyStore().putIfAbsent(name, bytes(60));
    byte[] anew = bytes(61);

    assertThat(keyStore().replace(name, bytes(60), anew)).isFalse();
    assertThat(keyStore().find(name)).hasValue(first);
    assertThat(keyStore().replace(name, first, anew)).isTrue();
    assertThat(keyStore().find(name)).hasValue(anew);
    keyStore().destroy(name);
  }

  @Test
  default void namesShouldBeAscendingAndOnlyThoseThatBeginSo() {
    TenantId tenant = PlatformFixtures.tenant().id();
    KeyName second = new KeyName.OfPseudonyms(tenant, 2);
    KeyName first = new KeyName.OfPseudonyms(tenant, 1);
    keyStore().putIfAbsent(second, bytes(60));
    keyStore().putIfAbsent(first, bytes(60));
    keyStore().putIfAbsent(new KeyName.OfPseudonyms(PlatformFixtures.tenant().id(), 1), bytes(60));

    assertThat(keyStore().names("pseudonym/" + tenant + "/"))
        .containsExactly(first.text(), second.text());
    assertThat(keyStore().names("pseudonym/" + tenant + "_")).isEmpty();
    assertThat(keyStore().names("")).contains(first.text(), second.text());
  }

  @Test
  default void concurrentPutsShouldAllGetTheSameKey() {
    KeyName name = name();
    Set<String> seen = ConcurrentHashMap.newKeySet();

    Concurrently.run(
        20,
        _ -> seen.add(java.util.HexFormat.of().formatHex(keyStore().putIfAbsent(name, bytes(60)))));

    assertThat(seen).hasSize(1);
    keyStore().destroy(name);
  }

  private static KeyName name() {
    return new KeyName.OfDay(
        LocalDate.ofEpochDay(ThreadLocalRandom.current().nextInt(100_000, 900_000)));
  }

  private static byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    ThreadLocalRandom.current().nextBytes(bytes);
    return bytes;
  }
}
