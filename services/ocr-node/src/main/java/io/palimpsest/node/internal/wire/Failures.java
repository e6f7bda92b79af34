package io.palimpsest.node.internal.wire;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.Code;
import com.google.rpc.RetryInfo;
import com.google.rpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.palimpsest.node.api.Failure;
import io.palimpsest.ocr.error.OcrFailure;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Why there is no reading, as a gRPC status with a typed detail, so that a caller far away catches
 * the very exception that one beside the engine would. Causes stay where they happened.
 */
public final class Failures {
  private Failures() {}

  /** The status for a failure. */
  public static StatusRuntimeException toWire(OcrFailure failure) {
    Failure.Kind kind = kind(failure);
    String message = String.valueOf(failure.getMessage());
    return status(
        code(kind),
        message,
        Any.pack(Failure.newBuilder().setKind(kind).setMessage(message).build()));
  }

  /** The status for a call that found no seat. */
  public static StatusRuntimeException busy(Duration tryAgainAfter) {
    return status(
        Code.RESOURCE_EXHAUSTED,
        "every place and seat is taken",
        Any.pack(RetryInfo.newBuilder().setRetryDelay(Times.toWire(tryAgainAfter)).build()));
  }

  /** The failure in a status; empty when the status tells of the way and not of the document. */
  public static Optional<OcrFailure> fromWire(StatusRuntimeException status) {
    return detail(status, Failure.class).map(Failures::failure);
  }

  /** How long a busy node asks to be left alone; empty when it is not a busy node that speaks. */
  public static Optional<Duration> retryDelay(StatusRuntimeException status) {
    return detail(status, RetryInfo.class).map(info -> Times.fromWire(info.getRetryDelay()));
  }

  private static StatusRuntimeException status(Code code, String message, Any detail) {
    return StatusProto.toStatusRuntimeException(
        Status.newBuilder()
            .setCode(code.getNumber())
            .setMessage(message)
            .addDetails(detail)
            .build());
  }

  private static <T extends com.google.protobuf.Message> Optional<T> detail(
      StatusRuntimeException status, Class<T> type) {
    Status proto = StatusProto.fromThrowable(status);
    List<Any> details = proto == null ? List.of() : proto.getDetailsList();
    try {
      for (Any each : details) {
        if (each.is(type)) {
          return Optional.of(each.unpack(type));
        }
      }
    } catch (InvalidProtocolBufferException e) {
      return Optional.empty(); // a status that nobody of ours wrote
    }
    return Optional.empty();
  }

  private static Failure.Kind kind(OcrFailure failure) {
    return switch (failure) {
      case OcrFailure.Empty _ -> Failure.Kind.EMPTY;
      case OcrFailure.UnknownFormat _ -> Failure.Kind.UNKNOWN_FORMAT;
      case OcrFailure.Undecodable _ -> Failure.Kind.UNDECODABLE;
      case OcrFailure.SizeOutOfRange _ -> Failure.Kind.SIZE_OUT_OF_RANGE;
      case OcrFailure.PdfUnreadable _ -> Failure.Kind.PDF_UNREADABLE;
      case OcrFailure.Cancelled _ -> Failure.Kind.CANCELLED;
      case OcrFailure.ModelUnavailable _ -> Failure.Kind.MODEL_UNAVAILABLE;
      case OcrFailure.EngineFailed _ -> Failure.Kind.ENGINE_FAILED;
      case OcrFailure.Unavailable _ -> Failure.Kind.UNAVAILABLE;
    };
  }

  private static OcrFailure failure(Failure wire) {
    String message = wire.getMessage();
    return switch (wire.getKind()) {
      case EMPTY -> new OcrFailure.Empty();
      case UNKNOWN_FORMAT -> new OcrFailure.UnknownFormat(message);
      case UNDECODABLE -> new OcrFailure.Undecodable(message, null);
      case SIZE_OUT_OF_RANGE -> new OcrFailure.SizeOutOfRange(message);
      case PDF_UNREADABLE -> new OcrFailure.PdfUnreadable(message, null);
      case CANCELLED -> new OcrFailure.Cancelled();
      case MODEL_UNAVAILABLE -> new OcrFailure.ModelUnavailable(message, null);
      case UNAVAILABLE -> new OcrFailure.Unavailable(message, null);
      // A kind that this side does not know yet is still a failure.
      case ENGINE_FAILED, KIND_UNSPECIFIED, UNRECOGNIZED ->
          new OcrFailure.EngineFailed(message, null);
    };
  }

  private static Code code(Failure.Kind kind) {
    return switch (kind) {
      case EMPTY, UNKNOWN_FORMAT, UNDECODABLE, SIZE_OUT_OF_RANGE, PDF_UNREADABLE ->
          Code.INVALID_ARGUMENT;
      case CANCELLED -> Code.CANCELLED;
      case MODEL_UNAVAILABLE, UNAVAILABLE -> Code.UNAVAILABLE;
      case ENGINE_FAILED, KIND_UNSPECIFIED, UNRECOGNIZED -> Code.INTERNAL;
    };
  }
}
