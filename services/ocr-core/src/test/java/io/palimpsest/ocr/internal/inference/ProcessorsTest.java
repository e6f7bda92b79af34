package io.palimpsest.ocr.internal.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.palimpsest.ocr.Cancellation;
import io.palimpsest.ocr.error.OcrFailure;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class ProcessorsTest {
  private final Processors one = new Processors(1);
  private final CountDownLatch held = new CountDownLatch(1);

  @AfterEach
  void close() {
    held.countDown();
    one.close();
  }

  @Test
  void firstShouldBeDoneBeforeWhatWaits() {
    List<String> done = new CopyOnWriteArrayList<>();
    hold();
    one.later(_ -> done.add("later"));
    CompletableFuture<Object> first =
        CompletableFuture.supplyAsync(
            () -> one.first(_ -> done.add("first"), Cancellation.never()));
    waitUntilQueued(2);

    held.countDown();

    first.join();
    one.first(_ -> true, Cancellation.never());
    one.close();
    assertThat(done).containsExactly("first", "later");
  }

  @Test
  void aJobShouldHearThatItIsAlone() {
    assertThat(one.<Boolean>first(alone -> alone, Cancellation.never())).isTrue();
  }

  @Test
  void aJobShouldHearThatOthersWait() {
    CompletableFuture<Boolean> heard = new CompletableFuture<>();
    hold();
    one.later(heard::complete);
    one.later(_ -> {});

    held.countDown();

    assertThat(heard.join()).isFalse();
  }

  @Test
  void firstShouldEndAtOnceWhenCancelled() {
    hold();
    Cancellation cancellation = Cancellation.create();
    CompletableFuture<Object> first =
        CompletableFuture.supplyAsync(() -> one.first(_ -> "never", cancellation));
    waitUntilQueued(1);

    cancellation.cancel();

    assertThatThrownBy(() -> first.orTimeout(5, TimeUnit.SECONDS).join())
        .hasCauseInstanceOf(OcrFailure.Cancelled.class);
  }

  @Test
  void firstShouldThrowWhatTheJobThrows() {
    assertThatThrownBy(
            () ->
                one.first(
                    _ -> {
                      throw new OcrFailure.EngineFailed("inference failed", null);
                    },
                    Cancellation.never()))
        .isInstanceOf(OcrFailure.EngineFailed.class);
  }

  @Test
  void nothingShouldBeTakenOnceClosed() {
    one.close();

    assertThatThrownBy(() -> one.later(_ -> {})).isInstanceOf(IllegalStateException.class);
  }

  private void hold() {
    CountDownLatch begun = new CountDownLatch(1);
    one.later(
        _ -> {
          begun.countDown();
          try {
            held.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    try {
      begun.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private void waitUntilQueued(int jobs) {
    while (one.waiting() < jobs) {
      Thread.onSpinWait();
    }
  }
}
