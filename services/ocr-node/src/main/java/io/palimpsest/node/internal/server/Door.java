package io.palimpsest.node.internal.server;

import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.ForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.palimpsest.node.api.OcrNodeGrpc;
import io.palimpsest.node.internal.wire.Failures;

/**
 * Gives a seat to each reading when its headers are there. gRPC asks for the message only after
 * that, so the files of those who are turned away are never taken into memory.
 */
public final class Door implements ServerInterceptor {
  static final Context.Key<WaitingRoom.Seat> SEAT = Context.key("seat");

  private final WaitingRoom room;

  public Door(WaitingRoom room) {
    this.room = room;
  }

  @Override
  public <Q, A> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
    String method = call.getMethodDescriptor().getFullMethodName();
    if (!method.equals(OcrNodeGrpc.getReadMethod().getFullMethodName())) {
      return next.startCall(call, headers);
    }
    return room.take()
        .map(seat -> admitted(call, headers, next, seat))
        .orElseGet(() -> turnedAway(call));
  }

  private static <Q, A> ServerCall.Listener<Q> admitted(
      ServerCall<Q, A> call,
      Metadata headers,
      ServerCallHandler<Q, A> next,
      WaitingRoom.Seat seat) {
    Context context = Context.current().withValue(SEAT, seat);
    // Both ends come after the handler has returned, so the seat is held for as long as work goes
    // on.
    return new ForwardingServerCallListener.SimpleForwardingServerCallListener<>(
        Contexts.interceptCall(context, call, headers, next)) {
      @Override
      public void onComplete() {
        seat.leave();
        super.onComplete();
      }

      @Override
      public void onCancel() {
        seat.leave();
        super.onCancel();
      }
    };
  }

  private <Q, A> ServerCall.Listener<Q> turnedAway(ServerCall<Q, A> call) {
    StatusRuntimeException why =
        room.state().draining()
            ? Status.UNAVAILABLE.withDescription("the node drains").asRuntimeException()
            : Failures.busy(room.nextSeat());
    Metadata trailers = why.getTrailers();
    call.close(why.getStatus(), trailers == null ? new Metadata() : trailers);
    return new ServerCall.Listener<>() {};
  }
}
