package io.palimpsest.platform.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.ocr.error.OcrFailure;
import io.palimpsest.platform.error.CallFailure;
import io.palimpsest.platform.error.ErrorCode;
import io.palimpsest.platform.error.StoreUnavailable;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FailuresTest {

  @ParameterizedTest
  @MethodSource("codes")
  void everyFailureShouldHaveItsCode(Throwable failure, ErrorCode code) {
    assertThat(Failures.toCallFailure(failure).code()).isEqualTo(code);
  }

  static Stream<Arguments> codes() {
    return Stream.of(
        Arguments.of(new CallFailure(ErrorCode.DOWNLOAD_ERROR, "x"), ErrorCode.DOWNLOAD_ERROR),
        Arguments.of(new OcrFailure.Empty(), ErrorCode.EMPTY_IMAGE),
        Arguments.of(new OcrFailure.UnknownFormat("x"), ErrorCode.UNKNOWN_FILE_TYPE),
        Arguments.of(new OcrFailure.Undecodable("x", null), ErrorCode.IMAGE_DECODE_FAILED),
        Arguments.of(new OcrFailure.SizeOutOfRange("x"), ErrorCode.IMAGE_SIZE_TOO_LARGE),
        Arguments.of(new OcrFailure.PdfUnreadable("x", null), ErrorCode.PDF_PARSE_FAILED),
        Arguments.of(new OcrFailure.Cancelled(), ErrorCode.ENGINE_TIMEOUT),
        Arguments.of(new OcrFailure.ModelUnavailable("x", null), ErrorCode.SERVICE_UNAVAILABLE),
        Arguments.of(new OcrFailure.EngineFailed("x", null), ErrorCode.OCR_FAILED),
        Arguments.of(new OcrFailure.Unavailable("x", null), ErrorCode.SERVICE_UNAVAILABLE),
        Arguments.of(
            new StoreUnavailable("monitoring", "settle", new IOException()),
            ErrorCode.INTERNAL_ERROR),
        Arguments.of(new IllegalStateException("x"), ErrorCode.INTERNAL_ERROR),
        Arguments.of(new OutOfMemoryError("x"), ErrorCode.INTERNAL_ERROR));
  }

  @Test
  void anUnexpectedFailureShouldTellTheCallerNothing() {
    CallFailure failure = Failures.toCallFailure(new IllegalStateException("JOHN DOE 1970-01-01"));

    assertThat(failure.message()).isEqualTo("an internal error occurred");
  }

  @Test
  void describeShouldNamePlacesAndLeaveMessagesOut() {
    Throwable failure = new IllegalStateException("JOHN DOE", new IOException("1970-01-01"));

    assertThat(Failures.describe(failure))
        .contains("IllegalStateException", "caused by java.io.IOException", "FailuresTest")
        .doesNotContain("JOHN", "1970");
  }
}
