package io.palimpsest.platform.testkit;

import static io.palimpsest.platform.testkit.PlatformFixtures.appId;
import static io.palimpsest.platform.testkit.PlatformFixtures.callId;
import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.platform.erasure.UploadKey;
import io.palimpsest.platform.erasure.UploadStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every upload store does. */
public interface UploadStoreContract {

  /** The store; it may hold what other tests left. */
  UploadStore uploads();

  @Test
  default void absentUploadShouldNotExistAndMayBeErased() {
    UploadKey key = key();

    assertThat(uploads().exists(key)).isFalse();
    uploads().erase(key);
    uploads().eraseNamed("no/such/name");
  }

  @Test
  default void stagedUploadShouldBeListedUnderItsPathUntilItIsErased() {
    UploadKey key = key();

    uploads().stage(key, bytes(1000));

    assertThat(uploads().exists(key)).isTrue();
    assertThat(uploads().list(100_000)).contains(key.path());

    uploads().erase(key);
    uploads().erase(key);

    assertThat(uploads().exists(key)).isFalse();
    assertThat(uploads().list(100_000)).doesNotContain(key.path());
  }

  @Test
  default void manyShouldBeErasedAndAskedForAtOnce() {
    List<UploadKey> keys = IntStream.range(0, 30).mapToObj(_ -> key()).toList();
    keys.forEach(each -> uploads().stage(each, bytes(10)));

    assertThat(uploads().existing(keys)).containsExactlyInAnyOrderElementsOf(keys);
    uploads().erase(keys.subList(0, 20));
    assertThat(uploads().existing(keys)).containsExactlyInAnyOrderElementsOf(keys.subList(20, 30));
    uploads().erase(keys);
    assertThat(uploads().existing(keys)).isEmpty();
    assertThat(uploads().existing(List.of())).isEmpty();
    uploads().erase(List.of());
  }

  @Test
  default void emptyUploadShouldBeStagedAndErased() {
    UploadKey key = key();

    uploads().stage(key, new byte[0]);

    assertThat(uploads().list(100_000)).contains(key.path());
    uploads().eraseNamed(key.path());
    assertThat(uploads().exists(key)).isFalse();
  }

  @Test
  default void tenMebibytesShouldBeOneObject() {
    UploadKey key = key();

    uploads().stage(key, bytes(10 << 20));

    assertThat(uploads().list(100_000)).containsOnlyOnce(key.path());
    uploads().erase(key);
    assertThat(uploads().exists(key)).isFalse();
  }

  @Test
  default void stagingTwiceShouldLeaveOneObjectAndOneErasureShouldRemoveIt() {
    UploadKey key = key();

    uploads().stage(key, bytes(10));
    uploads().stage(key, bytes(20));

    assertThat(uploads().list(100_000)).containsOnlyOnce(key.path());
    uploads().erase(key);
    assertThat(uploads().exists(key)).isFalse();
  }

  @Test
  default void listShouldGiveAtMostTheLimit() {
    List<UploadKey> keys = IntStream.range(0, 3).mapToObj(_ -> key()).toList();
    keys.forEach(key -> uploads().stage(key, bytes(1)));

    assertThat(uploads().list(2)).hasSize(2);
    assertThat(uploads().list(0)).isEmpty();

    keys.forEach(key -> uploads().erase(key));
  }

  @Test
  default void listsOneBehindTheOtherShouldGiveEveryNameOnceInOneOrder() {
    List<UploadKey> keys = IntStream.range(0, 7).mapToObj(_ -> key()).toList();
    keys.forEach(key -> uploads().stage(key, bytes(1)));
    List<String> all = uploads().list(100_000);

    List<String> paged = new ArrayList<>();
    List<String> page = uploads().list(3);
    while (!page.isEmpty()) {
      paged.addAll(page);
      uploads().eraseNamed(page.getLast()); // a name that is gone still says how far one was
      page = uploads().list(page.getLast(), 3);
    }

    assertThat(paged).isEqualTo(all).isSorted();
    keys.forEach(key -> uploads().erase(key));
  }

  @Test
  default void nothingShouldBeLeftWhenManyStageAndEraseAtOneTime() {
    List<UploadKey> keys = IntStream.range(0, 40).mapToObj(_ -> key()).toList();

    Concurrently.run(
        40,
        i -> {
          uploads().stage(keys.get(i), bytes(5000));
          uploads().erase(keys.get(i));
        });

    assertThat(uploads().list(100_000))
        .doesNotContainAnyElementsOf(keys.stream().map(UploadKey::path).toList());
  }

  private static UploadKey key() {
    return UploadKey.of(appId(), callId(Instant.now()), PlatformFixtures.SINGAPORE_TIME);
  }

  private static byte[] bytes(int size) {
    byte[] bytes = new byte[size];
    ThreadLocalRandom.current().nextBytes(bytes);
    return bytes;
  }
}
