package io.palimpsest.ocr.internal.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.palimpsest.ocr.Cancellation;
import io.palimpsest.ocr.DocumentOptions;
import io.palimpsest.ocr.ImageFormat;
import io.palimpsest.ocr.error.OcrFailure;
import java.awt.image.BufferedImage;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class DecodingWorkersTest {
  private final DecodingWorkers workers = new DecodingWorkers(1);
  private final AtomicBoolean ended = new AtomicBoolean();

  @Test
  void runShouldLeaveADecodingThatTakesTooLongAndEndIt() {
    assertThatThrownBy(() -> workers.run(Duration.ofMillis(50), Cancellation.never(), this::spin))
        .isInstanceOf(OcrFailure.Undecodable.class)
        .hasMessageContaining("longer than 50 ms");

    await().untilTrue(ended);
    assertThat(workers.<String>run(Duration.ofSeconds(5), Cancellation.never(), g -> "next"))
        .isEqualTo("next");
  }

  @Test
  void runShouldEndWhenCancelled() throws Exception {
    Cancellation cancellation = Cancellation.create();
    CountDownLatch begun = new CountDownLatch(1);
    CompletableFuture<Void> call =
        CompletableFuture.runAsync(
            () ->
                workers.run(
                    Duration.ofSeconds(10),
                    cancellation,
                    guard -> {
                      begun.countDown();
                      return spin(guard);
                    }));
    begun.await();

    cancellation.cancel();

    assertThatThrownBy(call::get).hasCauseInstanceOf(OcrFailure.Cancelled.class);
    await().untilTrue(ended);
  }

  @Test
  void runShouldTurnWhateverADecoderThrowsIntoAFailure() {
    assertThatThrownBy(
            () ->
                workers.run(
                    Duration.ofSeconds(5),
                    Cancellation.never(),
                    g -> {
                      throw new StackOverflowError();
                    }))
        .isInstanceOf(OcrFailure.Undecodable.class);
  }

  /**
   * The JDK's readers throw at whoever stops them from outside; what was left must end all the
   * same.
   */
  @Test
  void runShouldLeaveARealDecoderThatTakesTooLong() {
    byte[] slow =
        Encoded.encode(
            new BufferedImage(9_000, 9_000, BufferedImage.TYPE_BYTE_GRAY), ImageFormat.JPEG);

    assertThatThrownBy(
            () ->
                workers.run(
                    Duration.ofMillis(30),
                    Cancellation.never(),
                    guard -> Decoder.decode(slow, DocumentOptions.lenient(), guard)))
        .isInstanceOf(OcrFailure.Undecodable.class)
        .hasMessageContaining("longer than 30 ms");

    assertThat(workers.<String>run(Duration.ofSeconds(5), Cancellation.never(), g -> "next"))
        .isEqualTo("next");
  }

  @Test
  void placesShouldBeNoMoreThanTheHeapHasRoomFor() {
    assertThat(DecodingWorkers.placesWithin(256L << 20, 8)).isEqualTo(1);
    assertThat(DecodingWorkers.placesWithin(2L << 30, 8)).isEqualTo(2);
    assertThat(DecodingWorkers.placesWithin(64L << 30, 8)).isEqualTo(8);
  }

  private String spin(Guard guard) {
    try {
      while (true) {
        guard.check();
        Thread.onSpinWait();
      }
    } finally {
      ended.set(true);
    }
  }
}
