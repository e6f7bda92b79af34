package io.palimpsest.platform.call;

import io.palimpsest.ocr.error.OcrFailure;
import io.palimpsest.platform.error.CallFailure;
import io.palimpsest.platform.error.ErrorCode;

/** The one place where a reader's failures become error codes. */
final class OcrFailures {
  private OcrFailures() {}

  static CallFailure toCallFailure(OcrFailure failure) {
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
    };
  }
}
