package io.palimpsest.platform.call;

import io.palimpsest.ocr.error.OcrFailure;
import io.palimpsest.platform.error.CallFailure;
import io.palimpsest.platform.error.ErrorCode;
import io.palimpsest.platform.error.StoreUnavailable;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The one place where whatever ends a call becomes an error code. */
final class Failures {
  private static final int FRAMES = 12;

  private Failures() {}

  static CallFailure toCallFailure(Throwable e) {
    return switch (e) {
      case CallFailure failure -> failure;
      case OcrFailure failure -> toCallFailure(failure);
      case StoreUnavailable unavailable ->
          new CallFailure(ErrorCode.INTERNAL_ERROR, "the call could not be recorded", unavailable);
      default -> new CallFailure(ErrorCode.INTERNAL_ERROR, "an internal error occurred", e);
    };
  }

  private static CallFailure toCallFailure(OcrFailure failure) {
    String message = String.valueOf(failure.getMessage());
    return switch (failure) {
      case OcrFailure.Empty e -> new CallFailure(ErrorCode.EMPTY_IMAGE, message, e);
      case OcrFailure.UnknownFormat e -> new CallFailure(ErrorCode.UNKNOWN_FILE_TYPE, message, e);
      case OcrFailure.Undecodable e -> new CallFailure(ErrorCode.IMAGE_DECODE_FAILED, message, e);
      case OcrFailure.SizeOutOfRange e ->
          new CallFailure(ErrorCode.IMAGE_SIZE_TOO_LARGE, message, e);
      case OcrFailure.PdfUnreadable e -> new CallFailure(ErrorCode.PDF_PARSE_FAILED, message, e);
      case OcrFailure.Cancelled e ->
          new CallFailure(ErrorCode.ENGINE_TIMEOUT, "the call's time was up", e);
      case OcrFailure.ModelUnavailable e ->
          new CallFailure(ErrorCode.SERVICE_UNAVAILABLE, "no model is loaded", e);
      case OcrFailure.EngineFailed e ->
          new CallFailure(ErrorCode.OCR_FAILED, "the engine failed", e);
      case OcrFailure.Unavailable e ->
          new CallFailure(ErrorCode.SERVICE_UNAVAILABLE, "no engine could take the call", e);
    };
  }

  /** Whether a reading failed before there were pixels to recognise. */
  static boolean inDecoding(Throwable e) {
    return e instanceof OcrFailure failure
        && switch (failure) {
          case OcrFailure.Empty _,
              OcrFailure.UnknownFormat _,
              OcrFailure.Undecodable _,
              OcrFailure.SizeOutOfRange _,
              OcrFailure.PdfUnreadable _ ->
              true;
          case OcrFailure.Cancelled _,
              OcrFailure.ModelUnavailable _,
              OcrFailure.EngineFailed _,
              OcrFailure.Unavailable _ ->
              false;
        };
  }

  /**
   * What a log may hold of an unexpected failure: classes and places, never its message, which may
   * quote what was being read.
   */
  static String describe(Throwable e) {
    return Stream.iterate(e, each -> each != null, Throwable::getCause)
        .limit(5)
        .map(Failures::withoutMessage)
        .collect(Collectors.joining("\ncaused by "));
  }

  private static String withoutMessage(Throwable e) {
    if (e instanceof StoreUnavailable) {
      return e.toString();
    }
    return Stream.of(e.getStackTrace())
        .limit(FRAMES)
        .map(frame -> "\n  at " + frame)
        .collect(Collectors.joining("", e.getClass().getName(), ""));
  }
}
