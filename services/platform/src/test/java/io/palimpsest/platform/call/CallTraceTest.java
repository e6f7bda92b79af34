package io.palimpsest.platform.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.palimpsest.ocr.ImageFormat;
import io.palimpsest.ocr.Page;
import io.palimpsest.ocr.Reading;
import io.palimpsest.ocr.error.OcrFailure;
import io.palimpsest.platform.oplog.Step;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CallTraceTest {
  private long nanos = 1_000;
  private final CallTrace trace = new CallTrace(() -> nanos);

  @Test
  void stepShouldNoteOffsetAndDuration() {
    nanos += 5;

    String result =
        trace.step(
            "stage",
            () -> {
              nanos += 7;
              return "done";
            });

    assertThat(result).isEqualTo("done");
    assertThat(trace.steps()).containsExactly(step("stage", 5, 7, true));
  }

  @Test
  void stepShouldNoteThatItThrew() {
    assertThatThrownBy(
            () ->
                trace.step(
                    "stage",
                    () -> {
                      nanos += 3;
                      throw new OutOfMemoryError();
                    }))
        .isInstanceOf(OutOfMemoryError.class);

    assertThat(trace.steps()).containsExactly(step("stage", 0, 3, false));
  }

  @Test
  void readShouldTellDecodingFromRecognition() {
    Supplier<Reading> work =
        () -> {
          nanos += 100;
          return new Reading(
              new Page(1, 1, 0, List.of(), "stub"),
              ImageFormat.PNG,
              1,
              Duration.ofNanos(30),
              Duration.ofNanos(65));
        };

    trace.read(work);

    assertThat(trace.steps())
        .containsExactly(step("decode", 0, 30, true), step("recognise", 30, 70, true));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void readShouldNoteTheStepItFailedIn(Throwable failure, String name) {
    assertThatThrownBy(
            () ->
                trace.read(
                    () -> {
                      nanos += 9;
                      throw sneaky(failure);
                    }))
        .isSameAs(failure);

    assertThat(trace.steps()).containsExactly(step(name, 0, 9, false));
  }

  static Stream<Arguments> failures() {
    return Stream.of(
        Arguments.of(new OcrFailure.Empty(), "decode"),
        Arguments.of(new OcrFailure.Undecodable("cut short", null), "decode"),
        Arguments.of(new OcrFailure.Cancelled(), "recognise"),
        Arguments.of(new OcrFailure.EngineFailed("no", null), "recognise"),
        Arguments.of(new StackOverflowError(), "recognise"));
  }

  private static RuntimeException sneaky(Throwable failure) {
    if (failure instanceof Error error) {
      throw error;
    }
    return (RuntimeException) failure;
  }

  private static Step step(String name, long offset, long took, boolean ok) {
    return new Step(name, Duration.ofNanos(offset), Duration.ofNanos(took), ok);
  }
}
