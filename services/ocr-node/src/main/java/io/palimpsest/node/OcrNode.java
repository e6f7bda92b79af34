package io.palimpsest.node;

import io.grpc.Server;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.services.HealthStatusManager;
import io.grpc.protobuf.services.ProtoReflectionServiceV1;
import io.palimpsest.documents.TravelDocuments;
import io.palimpsest.node.api.OcrNodeGrpc;
import io.palimpsest.node.internal.server.Credentials;
import io.palimpsest.node.internal.server.Door;
import io.palimpsest.node.internal.server.ReadService;
import io.palimpsest.node.internal.server.WaitingRoom;
import io.palimpsest.ocr.DocumentReader;
import io.palimpsest.ocr.DocumentReaders;
import io.palimpsest.ocr.OcrEngine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An engine behind gRPC. A call has a place, or waits in a bounded queue, or is refused at once;
 * its deadline and its cancellation stop the work; files live in memory only. Beside its own
 * service it serves {@code grpc.health.v1.Health}.
 *
 * <pre>{@code
 * try (OcrNode node = OcrNode.start(engine, NodeSettings.defaults())) {
 *   ...
 *   node.drain();
 * }
 * }</pre>
 */
public final class OcrNode implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(OcrNode.class);

  /** Time for the last answers to leave, and for connections to close in order. */
  private static final Duration FAREWELL = Duration.ofSeconds(1);

  private final NodeSettings settings;
  private final WaitingRoom room;
  private final HealthStatusManager health = new HealthStatusManager();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("node-deadlines").factory());

  // Platform threads: an inference is native and would pin the few carriers of virtual ones. The
  // waiting room bounds how many there are.
  private final ExecutorService calls =
      Executors.newCachedThreadPool(Thread.ofPlatform().daemon().name("node-call-", 0).factory());
  private final Server server;

  private OcrNode(DocumentReader reader, String modelId, String device, NodeSettings settings) {
    this.settings = settings;
    this.room = new WaitingRoom(settings.places(), settings.seats());
    NettyServerBuilder builder =
        NettyServerBuilder.forAddress(
                new InetSocketAddress(settings.host(), settings.port()),
                Credentials.of(settings.certificate(), timer))
            .executor(calls)
            .maxInboundMessageSize(settings.maxMessage())
            // Callers look after their connections: a dead node is found by its silence.
            .permitKeepAliveTime(1, TimeUnit.SECONDS)
            .permitKeepAliveWithoutCalls(true)
            .intercept(new Door(room))
            .addService(new ReadService(reader, modelId, device, room, settings.callLimit(), timer))
            .addService(health.getHealthService());
    if (settings.reflection()) {
      builder.addService(ProtoReflectionServiceV1.newInstance());
    }
    this.server = builder.build();
    health.setStatus(OcrNodeGrpc.SERVICE_NAME, ServingStatus.SERVING);
  }

  /**
   * Serves an engine, which stays the caller's to close.
   *
   * @throws IllegalArgumentException when the certificate cannot be used
   * @throws UncheckedIOException when the port cannot be had
   */
  public static OcrNode start(OcrEngine engine, NodeSettings settings) {
    LOG.info("OCR device: {}", engine.device());
    return start(
        DocumentReaders.of(engine, TravelDocuments.studies(Clock.systemUTC())),
        engine.modelId(),
        engine.device().device().name(),
        settings);
  }

  /**
   * Serves a reader.
   *
   * @param modelId what reads, for the description
   * @param device what it runs on, for the description
   * @throws IllegalArgumentException when the certificate cannot be used
   * @throws UncheckedIOException when the port cannot be had
   */
  public static OcrNode start(
      DocumentReader reader, String modelId, String device, NodeSettings settings) {
    OcrNode node = new OcrNode(reader, modelId, device, settings);
    try {
      node.server.start();
    } catch (IOException e) {
      node.timer.shutdownNow();
      node.calls.shutdownNow();
      throw new UncheckedIOException(
          "port " + settings.port() + " of " + settings.host() + " cannot be had", e);
    }
    LOG.info(
        "OCR node on {}:{} {}: {} on {}, {} places, {} seats",
        settings.host(),
        node.port(),
        settings.certificate().isPresent() ? "over TLS" : "in the clear",
        modelId,
        device,
        settings.places(),
        settings.seats());
    return node;
  }

  /** The port it listens on. */
  public int port() {
    return server.getPort();
  }

  /**
   * Takes no calls any more, lets those inside finish within the drain limit, then ends. Until then
   * the health service answers, with {@code NOT_SERVING}.
   *
   * @return whether all calls had finished
   */
  public boolean drain() {
    room.close();
    health.enterTerminalState();
    LOG.info("draining: {} calls inside", room.state().busy() + room.state().waiting());
    boolean finished = false;
    try {
      finished = room.awaitEmpty(settings.drainLimit());
      server.shutdown();
      if (!finished || !server.awaitTermination(FAREWELL.toMillis(), TimeUnit.MILLISECONDS)) {
        server.shutdownNow().awaitTermination(FAREWELL.toMillis(), TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException e) {
      server.shutdownNow();
      Thread.currentThread().interrupt();
    }
    LOG.info(finished ? "drained" : "drained, and cancelled what had not finished in time");
    return finished;
  }

  /** Waits for the end of the server. */
  public void awaitEnd() throws InterruptedException {
    server.awaitTermination();
  }

  /** Ends at once; calls inside are cancelled. */
  @Override
  public void close() {
    room.close();
    server.shutdownNow();
    try {
      server.awaitTermination(FAREWELL.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    timer.shutdownNow();
    calls.shutdown(); // an inference ends by its cancellation, not by an interrupt
  }
}
