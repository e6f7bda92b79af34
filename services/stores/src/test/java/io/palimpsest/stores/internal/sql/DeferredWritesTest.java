package io.palimpsest.stores.internal.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.palimpsest.platform.error.StoreUnavailable;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DeferredWritesTest {
  private final List<Integer> written = new CopyOnWriteArrayList<>();
  private final AtomicBoolean away = new AtomicBoolean();

  @Test
  void notesShouldBeWrittenInOrderSoonAfterTheyWereAdded() {
    try (DeferredWrites<Integer> writes = new DeferredWrites<>("test", this::write)) {
      IntStream.range(0, 1200).forEach(writes::add);

      await()
          .untilAsserted(
              () -> assertThat(written).isEqualTo(IntStream.range(0, 1200).boxed().toList()));
    }
  }

  @Test
  void notesShouldWaitInOrderWhileTheStoreIsAway() {
    away.set(true);
    try (DeferredWrites<Integer> writes = new DeferredWrites<>("test", this::write)) {
      IntStream.range(0, 3).forEach(writes::add);
      await().untilAsserted(() -> assertThat(writes.waiting()).isEqualTo(3));
      writes.add(3);

      away.set(false);

      await().untilAsserted(() -> assertThat(written).containsExactly(0, 1, 2, 3));
    }
  }

  @Test
  void closeShouldWriteWhatWaits() {
    DeferredWrites<Integer> writes = new DeferredWrites<>("test", this::write);
    writes.add(7);

    writes.close();

    assertThat(written).containsExactly(7);
  }

  @Test
  void oldestShouldBeGivenUpWhenTooManyWait() {
    away.set(true);
    try (DeferredWrites<Integer> writes = new DeferredWrites<>("test", this::write)) {
      IntStream.range(0, 200_010).forEach(writes::add);

      assertThat(writes.givenUp()).isPositive();
      assertThat(writes.waiting()).isLessThanOrEqualTo(200_500);
    }
  }

  private void write(List<Integer> group) {
    if (away.get()) {
      throw new StoreUnavailable("test", "write", new IOException("away"));
    }
    written.addAll(group);
  }
}
