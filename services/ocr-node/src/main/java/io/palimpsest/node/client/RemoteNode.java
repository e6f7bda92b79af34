package io.palimpsest.node.client;

import io.grpc.CallOptions;
import io.grpc.ChannelCredentials;
import io.grpc.ClientCall;
import io.grpc.ConnectivityState;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ClientCalls;
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
import io.palimpsest.ocr.Reading;
import io.palimpsest.ocr.error.OcrFailure;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** A node at one address, over one connection. It gets calls once it has said how it is. */
final class RemoteNode implements Node {
  private static final Duration PROBE_LIMIT = Duration.ofSeconds(2);

  /** A page with 100,000 characters takes some 10 MB. */
  private static final int LARGEST_ANSWER = 64 << 20;

  private final String name;
  private final Runnable changed;
  private final ManagedChannel channel;
  private volatile NodeState state;

  /**
   * @param credentials whom to believe that it is the node
   * @param changed runs when the node is found to be up or down
   */
  RemoteNode(InetSocketAddress address, ChannelCredentials credentials, Runnable changed) {
    this.name = address.getAddress().getHostAddress() + ":" + address.getPort();
    this.changed = changed;
    this.state = down("not reached yet");
    this.channel =
        NettyChannelBuilder.forAddress(address, credentials)
            .directExecutor() // an answer is parsed where it arrives, and nothing else is done
            .maxInboundMessageSize(LARGEST_ANSWER)
            .disableRetry() // the pool's matter, for it knows the others
            // A node that hangs answers no ping: its calls are lost after 15 s, not at their
            // deadline.
            .keepAliveTime(10, TimeUnit.SECONDS)
            .keepAliveTimeout(5, TimeUnit.SECONDS)
            .build();
  }

  @Override
  public Reading read(byte[] file, DocumentOptions options, long deadlineNanos) throws Trouble {
    Cancellation cancellation = options.read().cancellation();
    cancellation.throwIfCancelled();
    ClientCall<ReadRequest, ReadResponse> call =
        channel.newCall(
            OcrNodeGrpc.getReadMethod(),
            CallOptions.DEFAULT.withDeadlineAfter(
                deadlineNanos - System.nanoTime(), TimeUnit.NANOSECONDS));
    Future<ReadResponse> answer = ClientCalls.futureUnaryCall(call, Requests.toWire(file, options));
    try (Cancellation.Registration _ =
        cancellation.onCancel(() -> call.cancel("the caller wants no answer any more", null))) {
      return Readings.fromWire(answer.get());
    } catch (InterruptedException e) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      throw new OcrFailure.Cancelled();
    } catch (ExecutionException e) {
      cancellation.throwIfCancelled();
      if (e.getCause() instanceof StatusRuntimeException status) {
        throw meaning(status);
      }
      throw unknown(e);
    } catch (IllegalArgumentException e) {
      throw unknown(e);
    }
  }

  /** Throws what a status means for the document; returns what it means for the node. */
  private Trouble meaning(StatusRuntimeException status) {
    Optional<OcrFailure> failure = Failures.fromWire(status);
    return switch (status.getStatus().getCode()) {
      case UNAVAILABLE -> failure.map(Trouble::refused).orElseGet(() -> lost(status));
      case RESOURCE_EXHAUSTED -> exhausted(status);
      // Nobody here has cancelled it: the node ended.
      case CANCELLED -> lost(status);
      case DEADLINE_EXCEEDED -> throw new OcrFailure.Cancelled();
      default -> throw failure.orElseGet(() -> unknown(status));
    };
  }

  private Trouble exhausted(StatusRuntimeException status) {
    if (Failures.retryDelay(status).isEmpty()) {
      throw new OcrFailure.SizeOutOfRange("the file is larger than the OCR node takes");
    }
    return Trouble.refused(new OcrFailure.Unavailable("OCR node " + name + " has no room", status));
  }

  private Trouble lost(StatusRuntimeException status) {
    turn(down("lost: " + status.getStatus().getCode()));
    return Trouble.lost(name, status);
  }

  private OcrFailure unknown(Exception e) {
    return new OcrFailure.EngineFailed("OCR node " + name + " gave no proper answer", e);
  }

  /** Asks how it is, and remembers the answer once it is there. */
  void probe() {
    if (channel.getState(true) == ConnectivityState.TRANSIENT_FAILURE) {
      channel.resetConnectBackoff(); // by itself it would wait for up to two minutes
    }
    OcrNodeGrpc.newStub(channel)
        .withDeadlineAfter(PROBE_LIMIT.toMillis(), TimeUnit.MILLISECONDS)
        .describe(DescribeRequest.getDefaultInstance(), new Probe());
  }

  @Override
  public NodeState state() {
    return state;
  }

  /** Calls under way go on to their end. */
  @Override
  public void close() {
    channel.shutdown();
  }

  private void turn(NodeState other) {
    boolean news = other.up() != state.up();
    state = other;
    if (news) {
      changed.run();
    }
  }

  private NodeState down(String why) {
    return new NodeState(name, false, why, 1, 0, 0, 0);
  }

  private final class Probe implements StreamObserver<DescribeResponse> {
    @Override
    public void onNext(DescribeResponse it) {
      turn(
          new NodeState(
              name,
              !it.getDraining(),
              it.getDraining() ? "draining" : it.getModelId() + " on " + it.getDevice(),
              Math.max(1, it.getPlaces()),
              it.getBusy(),
              it.getWaiting(),
              0));
    }

    @Override
    public void onError(Throwable e) {
      turn(down("no answer: " + Status.fromThrowable(e).getCode()));
    }

    @Override
    public void onCompleted() {}
  }
}
