package io.palimpsest.ocr;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CancellationTest {

  @Test
  void whenAllShouldBeCancelledOnlyOnceEveryCallIs() {
    Cancellation one = Cancellation.create();
    Cancellation other = Cancellation.create();
    Cancellation together = Cancellation.whenAll(List.of(one, other, one));

    one.cancel();
    assertThat(together.isCancelled()).isFalse();

    other.cancel();
    assertThat(together.isCancelled()).isTrue();
  }

  @Test
  void whenAllShouldNeverBeCancelledWhileOneOfThemCannotBe() {
    Cancellation one = Cancellation.create();
    Cancellation together = Cancellation.whenAll(List.of(one, Cancellation.never()));

    one.cancel();

    assertThat(together.isCancelled()).isFalse();
  }

  @Test
  void aHookOfWhenAllShouldRunOnceWithTheLastAndNotOnceTakenBack() {
    Cancellation one = Cancellation.create();
    Cancellation other = Cancellation.create();
    AtomicInteger runs = new AtomicInteger();
    Cancellation together = Cancellation.whenAll(List.of(one, other));
    together.onCancel(runs::incrementAndGet).close();
    together.onCancel(runs::incrementAndGet);

    one.cancel();
    assertThat(runs).hasValue(0);

    other.cancel();
    assertThat(runs).hasValue(1);
  }

  @Test
  void aHookTakenBackShouldNotRun() {
    Cancellation cancellation = Cancellation.create();
    AtomicInteger runs = new AtomicInteger();
    cancellation.onCancel(runs::incrementAndGet).close();
    cancellation.onCancel(runs::incrementAndGet);

    cancellation.cancel();
    cancellation.onCancel(runs::incrementAndGet);

    assertThat(runs).hasValue(2);
  }
}
