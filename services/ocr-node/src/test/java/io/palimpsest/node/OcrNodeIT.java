package io.palimpsest.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.grpc.Context;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.reflection.v1.ServerReflectionGrpc;
import io.grpc.reflection.v1.ServerReflectionRequest;
import io.grpc.reflection.v1.ServerReflectionResponse;
import io.grpc.stub.StreamObserver;
import io.palimpsest.node.api.DescribeRequest;
import io.palimpsest.node.api.DescribeResponse;
import io.palimpsest.node.api.OcrNodeGrpc;
import io.palimpsest.node.api.ReadResponse;
import io.palimpsest.node.internal.wire.Failures;
import io.palimpsest.node.internal.wire.Requests;
import io.palimpsest.ocr.DocumentOptions;
import io.palimpsest.ocr.DocumentReader;
import io.palimpsest.ocr.ImageFormat;
import io.palimpsest.ocr.Page;
import io.palimpsest.ocr.Reading;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A node as its callers meet it, with work that lasts until the test lets it end. */
class OcrNodeIT {
  private static final NodeSettings ONE_PLACE =
      NodeSettings.defaults()
          .withPort(0)
          .withEngine(new io.palimpsest.ocr.EngineSettings(1, 1))
          .withSeats(0);

  private final Stall stall = new Stall();
  private final List<AutoCloseable> opened = new ArrayList<>();

  @AfterEach
  void closeAll() throws Exception {
    stall.release();
    for (AutoCloseable each : opened.reversed()) {
      each.close();
    }
  }

  @Test
  void callsBeyondPlacesAndSeatsShouldBeRefusedAtOnceWithAHint() {
    OcrNodeGrpc.OcrNodeBlockingStub stub = stub(start(ONE_PLACE.withSeats(1)));
    List<CompletableFuture<ReadResponse>> calls = List.of(read(stub), read(stub), read(stub));
    await().until(() -> describe(stub).getBusy() == 2 && describe(stub).getWaiting() == 1);

    StatusRuntimeException refusal =
        catchThrowableOfType(StatusRuntimeException.class, () -> stub.read(request()));

    assertThat(refusal.getStatus().getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
    assertThat(Failures.retryDelay(refusal)).hasValueSatisfying(d -> assertThat(d).isPositive());
    assertThat(describe(stub).getRefused()).isEqualTo(1);
    stall.release();
    calls.forEach(call -> assertThat(call.join().getPageCount()).isEqualTo(1));
    await().until(() -> describe(stub).getAnswered() == 3 && describe(stub).getBusy() == 0);
  }

  @Test
  void aCallersDeadlineShouldStopTheWork() {
    OcrNodeGrpc.OcrNodeBlockingStub stub = stub(start(ONE_PLACE));

    assertThatThrownBy(() -> stub.withDeadlineAfter(200, TimeUnit.MILLISECONDS).read(request()))
        .hasMessageContaining("DEADLINE_EXCEEDED");

    await().atMost(Duration.ofSeconds(1)).until(() -> stall.cancelled() == 1);
    await().until(() -> describe(stub).getBusy() == 0);
  }

  @Test
  void theNodesOwnLimitShouldStopTheWork() {
    NodeSettings s = ONE_PLACE;
    NodeSettings impatient =
        new NodeSettings(
            s.host(),
            0,
            s.engine(),
            0,
            Duration.ofMillis(200),
            s.drainLimit(),
            s.maxMessage(),
            false,
            Optional.empty());
    OcrNodeGrpc.OcrNodeBlockingStub stub = stub(start(impatient));

    assertThatThrownBy(() -> stub.read(request())).hasMessageContaining("CANCELLED");

    assertThat(stall.cancelled()).isEqualTo(1);
  }

  @Test
  void aCancelledCallShouldLeaveTheQueue() {
    OcrNodeGrpc.OcrNodeBlockingStub stub = stub(start(ONE_PLACE.withSeats(1)));
    read(stub);
    read(stub);
    await().until(() -> stall.begun() == 2);
    Context.CancellableContext context = Context.current().withCancellation();
    context.run(() -> read(stub));
    await().until(() -> describe(stub).getWaiting() == 1);

    context.cancel(null);

    await().until(() -> describe(stub).getWaiting() == 0);
    assertThat(stall.begun()).isEqualTo(2);
    assertThat(stall.cancelled()).isZero();
  }

  @Test
  void drainShouldFinishWhatRunsAndTakeNothingNew() throws Exception {
    OcrNode node = start(ONE_PLACE);
    OcrNodeGrpc.OcrNodeBlockingStub stub = stub(node);
    assertThat(health(stub)).isEqualTo(ServingStatus.SERVING);
    assertThat(HealthCheck.serves("127.0.0.1", node.port(), Optional.empty())).isTrue();
    CompletableFuture<ReadResponse> running = read(stub);
    await().until(() -> stall.begun() == 1);

    CompletableFuture<Boolean> drained = Async.call(node::drain);

    await().until(() -> health(stub) == ServingStatus.NOT_SERVING);
    assertThat(describe(stub).getDraining()).isTrue();
    assertThat(HealthCheck.serves("127.0.0.1", node.port(), Optional.empty())).isFalse();
    assertThatThrownBy(() -> stub.read(request())).hasMessageContaining("UNAVAILABLE");
    assertThat(drained).isNotDone();
    stall.release();
    assertThat(running.join().getPageCount()).isEqualTo(1);
    assertThat(drained.join()).isTrue();
    node.awaitEnd();
  }

  @Test
  void drainShouldCancelWhatDoesNotFinishInTime() {
    OcrNode node = start(ONE_PLACE.withDrainLimit(Duration.ofMillis(200)));
    CompletableFuture<ReadResponse> running = read(stub(node));
    await().until(() -> stall.begun() == 1);

    assertThat(node.drain()).isFalse();

    assertThatThrownBy(running::join).hasRootCauseInstanceOf(StatusRuntimeException.class);
    await().atMost(Duration.ofSeconds(1)).until(() -> stall.cancelled() == 1);
  }

  @Test
  void optionsThatTheNodeDoesNotKnowShouldBeRefused() {
    var unknown = request().toBuilder();
    unknown.getOptionsBuilder().getReadBuilder().setTierValue(99);
    OcrNodeGrpc.OcrNodeBlockingStub stub = stub(start(ONE_PLACE));

    assertThatThrownBy(() -> stub.read(unknown.build())).hasMessageContaining("INVALID_ARGUMENT");
    assertThat(stall.begun()).isZero();
  }

  @Test
  void reflectionShouldBeOffUnlessItIsAskedFor() {
    NodeSettings s = ONE_PLACE;
    NodeSettings open =
        new NodeSettings(
            s.host(),
            0,
            s.engine(),
            0,
            s.callLimit(),
            s.drainLimit(),
            s.maxMessage(),
            true,
            Optional.empty());

    assertThatThrownBy(reflected(start(s))::join).hasMessageContaining("UNIMPLEMENTED");
    assertThat(reflected(start(open)).join().toString()).contains("palimpsest.ocr.v1.OcrNode");
  }

  private CompletableFuture<ServerReflectionResponse> reflected(OcrNode node) {
    CompletableFuture<ServerReflectionResponse> answer = new CompletableFuture<>();
    StreamObserver<ServerReflectionRequest> questions =
        ServerReflectionGrpc.newStub(channel(node))
            .serverReflectionInfo(
                new StreamObserver<>() {
                  @Override
                  public void onNext(ServerReflectionResponse value) {
                    answer.complete(value);
                  }

                  @Override
                  public void onError(Throwable e) {
                    answer.completeExceptionally(e);
                  }

                  @Override
                  public void onCompleted() {}
                });
    questions.onNext(ServerReflectionRequest.newBuilder().setListServices("").build());
    return answer;
  }

  private OcrNode start(NodeSettings settings) {
    DocumentReader stalling =
        (_, options) -> {
          stall.work(options.read().cancellation());
          Page page = new Page(1, 1, 0, List.of(), "stall");
          return new Reading(page, ImageFormat.PNG, 1, Duration.ZERO, Duration.ZERO);
        };
    OcrNode node = OcrNode.start(stalling, "stall", "cpu", settings);
    opened.add(node);
    return node;
  }

  private ManagedChannel channel(OcrNode node) {
    ManagedChannel channel =
        NettyChannelBuilder.forAddress("127.0.0.1", node.port())
            .usePlaintext()
            .disableRetry()
            .build();
    opened.add(channel::shutdownNow);
    return channel;
  }

  private OcrNodeGrpc.OcrNodeBlockingStub stub(OcrNode node) {
    return OcrNodeGrpc.newBlockingStub(channel(node));
  }

  private static CompletableFuture<ReadResponse> read(OcrNodeGrpc.OcrNodeBlockingStub stub) {
    CompletableFuture<ReadResponse> answer = new CompletableFuture<>();
    Thread.startVirtualThread(
        Context.current()
            .wrap(
                () -> {
                  try {
                    answer.complete(stub.read(request()));
                  } catch (StatusRuntimeException e) {
                    answer.completeExceptionally(e);
                  }
                }));
    return answer;
  }

  private static io.palimpsest.node.api.ReadRequest request() {
    return Requests.toWire(new byte[] {1, 2, 3}, DocumentOptions.lenient());
  }

  private static DescribeResponse describe(OcrNodeGrpc.OcrNodeBlockingStub stub) {
    return stub.describe(DescribeRequest.getDefaultInstance());
  }

  private static ServingStatus health(OcrNodeGrpc.OcrNodeBlockingStub stub) {
    return HealthGrpc.newBlockingStub(stub.getChannel())
        .check(HealthCheckRequest.newBuilder().setService(OcrNodeGrpc.SERVICE_NAME).build())
        .getStatus();
  }
}
