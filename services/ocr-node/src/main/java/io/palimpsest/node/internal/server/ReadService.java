package io.palimpsest.node.internal.server;

import io.grpc.Context;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.palimpsest.node.api.DescribeRequest;
import io.palimpsest.node.api.DescribeResponse;
import io.palimpsest.node.api.OcrNodeGrpc;
import io.palimpsest.node.api.ReadRequest;
import io.palimpsest.node.api.ReadResponse;
import io.palimpsest.node.internal.wire.Failures;
import io.palimpsest.node.internal.wire.Readings;
import io.palimpsest.node.internal.wire.Requests;
import io.palimpsest.ocr.Cancellation;
import io.palimpsest.ocr.DocumentOptions;
import io.palimpsest.ocr.DocumentReader;
import io.palimpsest.ocr.error.OcrFailure;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The service itself: a message in, a reading out. */
public final class ReadService extends OcrNodeGrpc.OcrNodeImplBase {
  private static final Logger LOG = LoggerFactory.getLogger(ReadService.class);

  private final DocumentReader reader;
  private final String modelId;
  private final String device;
  private final WaitingRoom room;
  private final Duration callLimit;
  private final ScheduledExecutorService timer;

  /**
   * @param timer cancels calls whose deadline has come
   */
  public ReadService(
      DocumentReader reader,
      String modelId,
      String device,
      WaitingRoom room,
      Duration callLimit,
      ScheduledExecutorService timer) {
    this.reader = reader;
    this.modelId = modelId;
    this.device = device;
    this.room = room;
    this.callLimit = callLimit;
    this.timer = timer;
  }

  @Override
  public void read(ReadRequest request, StreamObserver<ReadResponse> answer) {
    // Without a handler, answering a caller who has gone would throw.
    ((ServerCallStreamObserver<ReadResponse>) answer).setOnCancelHandler(() -> {});
    try {
      answer.onNext(read(request));
      answer.onCompleted();
    } catch (OcrFailure e) {
      answer.onError(Failures.toWire(e));
    } catch (StatusRuntimeException e) {
      answer.onError(e);
    } catch (RuntimeException | Error e) {
      // Classes and places only: a message may quote what was being read.
      LOG.error("a call failed: {} at {}", e.getClass().getName(), place(e));
      answer.onError(Failures.toWire(new OcrFailure.EngineFailed("the node failed", e)));
    }
  }

  /**
   * The context of a call is cancelled by its caller, by its caller's deadline and by the loss of
   * the connection; here by our own limit too.
   */
  private ReadResponse read(ReadRequest request) {
    Cancellation cancellation = Cancellation.create();
    Context.CancellableContext limited =
        Context.current().withDeadlineAfter(callLimit.toNanos(), TimeUnit.NANOSECONDS, timer);
    Context.CancellationListener listener = _ -> cancellation.cancel();
    limited.addListener(listener, Runnable::run);
    try {
      DocumentOptions options = options(request, cancellation);
      Door.SEAT.get().enter(cancellation);
      return Readings.toWire(reader.read(request.getFile().toByteArray(), options));
    } finally {
      limited.removeListener(listener);
      limited.cancel(null);
    }
  }

  private static DocumentOptions options(ReadRequest request, Cancellation cancellation) {
    try {
      return Requests.fromWire(request, cancellation);
    } catch (IllegalArgumentException e) {
      throw Status.INVALID_ARGUMENT
          .withDescription("options that this node does not know")
          .asRuntimeException();
    }
  }

  @Override
  public void describe(DescribeRequest request, StreamObserver<DescribeResponse> answer) {
    WaitingRoom.State state = room.state();
    answer.onNext(
        DescribeResponse.newBuilder()
            .setModelId(modelId)
            .setDevice(device)
            .setPlaces(state.places())
            .setSeats(state.seats())
            .setBusy(state.busy())
            .setWaiting(state.waiting())
            .setDraining(state.draining())
            .setAnswered(state.answered())
            .setRefused(state.refused())
            .build());
    answer.onCompleted();
  }

  private static String place(Throwable e) {
    StackTraceElement[] trace = e.getStackTrace();
    return trace.length == 0 ? "an unknown place" : trace[0].toString();
  }
}
