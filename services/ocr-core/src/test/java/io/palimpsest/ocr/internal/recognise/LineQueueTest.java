package io.palimpsest.ocr.internal.recognise;

import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.ocr.Batching;
import io.palimpsest.ocr.Cancellation;
import io.palimpsest.ocr.Picture;
import io.palimpsest.ocr.Quad;
import io.palimpsest.ocr.internal.geometry.Normalisation;
import io.palimpsest.ocr.model.RecognitionSettings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class LineQueueTest {
  private static final Normalisation PLAIN =
      new Normalisation(List.of(0.5, 0.5, 0.5), List.of(0.5, 0.5, 0.5));
  private static final RecognitionSettings SETTINGS =
      new RecognitionSettings("steps", 48, 64, 3200, PLAIN, 0.5);

  @Test
  void takeShouldPutLinesOfSeveralCallsIntoOneBatch() {
    LineQueue queue = new LineQueue(new Batching(4, Duration.ZERO));
    Line one = line(400, Cancellation.create());
    Line other = line(410, Cancellation.create());
    queue.add(List.of(one));
    queue.add(List.of(other));

    assertThat(queue.take()).containsExactly(one, other);
    assertThat(queue.take()).isEmpty();
  }

  @Test
  void takeShouldNotPadAShortLineToALongOnesWidth() {
    LineQueue queue = new LineQueue(new Batching(4, Duration.ZERO));
    Line wide = line(900, Cancellation.never());
    Line narrow = line(200, Cancellation.never());
    Line alsoWide = line(850, Cancellation.never());
    queue.add(List.of(wide, narrow, alsoWide));

    assertThat(queue.take()).containsExactly(wide, alsoWide);
    assertThat(queue.take()).containsExactly(narrow);
  }

  @Test
  void takeShouldGiveNoMoreThanABatchHolds() {
    LineQueue queue = new LineQueue(new Batching(2, Duration.ZERO));
    Line first = line(100, Cancellation.never());
    queue.add(List.of(first, line(100, Cancellation.never()), line(100, Cancellation.never())));

    assertThat(queue.take()).hasSize(2).contains(first);
    assertThat(queue.take()).hasSize(1);
  }

  @Test
  void takeShouldLeaveOutLinesOfCancelledCalls() {
    LineQueue queue = new LineQueue(new Batching(4, Duration.ZERO));
    Cancellation cancelled = Cancellation.create();
    Line alive = line(100, Cancellation.never());
    queue.add(List.of(line(100, cancelled), alive));

    cancelled.cancel();

    assertThat(queue.take()).containsExactly(alive);
  }

  @Test
  void takeShouldWaitForAFullerBatch() {
    LineQueue queue = new LineQueue(new Batching(2, Duration.ofSeconds(10)));
    Line first = line(100, Cancellation.never());
    Line second = line(100, Cancellation.never());
    queue.add(List.of(first));

    CompletableFuture<List<Line>> taken = CompletableFuture.supplyAsync(queue::take);
    queue.add(List.of(second));

    assertThat(taken.orTimeout(5, TimeUnit.SECONDS).join()).containsExactly(first, second);
  }

  @Test
  void takeShouldNotWaitLongerThanAllowed() {
    LineQueue queue = new LineQueue(new Batching(2, Duration.ofMillis(1)));
    Line only = line(100, Cancellation.never());
    queue.add(List.of(only));

    assertThat(queue.take()).containsExactly(only);
  }

  @Test
  void aLineLongBeyondMeasureShouldBeSqueezed() {
    assertThat(line(20_000, Cancellation.never()).width()).isEqualTo(3200);
  }

  /** A line 24 pixels high in a picture of its own, half as wide as in the tensor. */
  private static Line line(int width, Cancellation cancellation) {
    Picture picture = new Picture(width, 24, new byte[width * 24 * 3]);
    return Line.of(
        picture, Quad.rectangle(0, 0, width, 24), Optional.empty(), cancellation, SETTINGS);
  }
}
