package io.palimpsest.platform.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.palimpsest.ocr.Cancellation;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class DeadlinesTest {

  @Test
  void watchShouldCancelWithin100MillisecondsOfTheDeadline() {
    try (Deadlines deadlines = new Deadlines(Duration.ofMillis(50), Duration.ofSeconds(1))) {
      Cancellation cancellation = Cancellation.create();
      CallTrace trace = new CallTrace(System::nanoTime);

      deadlines.watch(trace, cancellation);

      await()
          .pollInterval(Duration.ofMillis(5))
          .atMost(Duration.ofSeconds(5))
          .until(cancellation::isCancelled);
      assertThat(trace.elapsed()).isGreaterThanOrEqualTo(Duration.ofMillis(50));
    }
  }

  @Test
  void watchShouldCountFromReceiptRatherThanFromTheWatch() {
    try (Deadlines deadlines = new Deadlines(Duration.ofHours(1), Duration.ofSeconds(1))) {
      Cancellation cancellation = Cancellation.create();
      long[] nanos = {0};
      CallTrace trace = new CallTrace(() -> nanos[0]);
      nanos[0] = Duration.ofHours(2).toNanos();

      deadlines.watch(trace, cancellation);

      await().atMost(Duration.ofSeconds(5)).until(cancellation::isCancelled);
    }
  }

  @Test
  void aClosedRegistrationShouldNeverCancel() {
    Cancellation cancellation = Cancellation.create();
    Cancellation later = Cancellation.create();
    try (Deadlines deadlines = new Deadlines(Duration.ofMillis(20), Duration.ofSeconds(1))) {
      deadlines.watch(new CallTrace(System::nanoTime), cancellation).close();
      deadlines.watch(new CallTrace(System::nanoTime), later);

      await().atMost(Duration.ofSeconds(5)).until(later::isCancelled);

      assertThat(cancellation.isCancelled()).isFalse();
    }
  }

  @Test
  void watchShouldCancelAtOnceWhenThereIsNobodyLeftToWatch() {
    Deadlines deadlines = new Deadlines(Duration.ofHours(1), Duration.ofSeconds(1));
    Cancellation cancellation = Cancellation.create();
    deadlines.close();

    deadlines.watch(new CallTrace(System::nanoTime), cancellation).close();

    assertThat(cancellation.isCancelled()).isTrue();
  }

  @Test
  void overShouldAddTheGraceOfSettlingToTheDeadline() {
    try (Deadlines deadlines = new Deadlines(Duration.ofSeconds(30), Duration.ofSeconds(10))) {
      assertThat(deadlines.over()).isEqualTo(Duration.ofSeconds(40));
    }
  }
}
