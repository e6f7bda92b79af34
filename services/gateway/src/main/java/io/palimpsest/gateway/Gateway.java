package io.palimpsest.gateway;

import io.micronaut.http.server.exceptions.ServerStartupException;
import io.micronaut.http.server.netty.NettyEmbeddedServer;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The running gateway: the API's port and the management port. Thread-safe. */
public final class Gateway implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);

  private final NettyEmbeddedServer api;
  private final NettyEmbeddedServer management;
  private final Duration patience;

  /**
   * @param patience how long calls under way may go on when the gateway is closed
   */
  Gateway(NettyEmbeddedServer api, NettyEmbeddedServer management, Duration patience) {
    this.api = api;
    this.management = management;
    this.patience = patience;
  }

  /**
   * Opens both ports.
   *
   * @throws IOException when one of them is taken; the message names it
   */
  public synchronized void start() throws IOException {
    open(management);
    try {
      open(api);
    } catch (IOException e) {
      close();
      throw e;
    }
    LOG.info(
        "API on {}:{}, management on {}:{}",
        api.getHost(),
        api.getPort(),
        management.getHost(),
        management.getPort());
  }

  /** The API's port; known once started. */
  public int port() {
    return api.getPort();
  }

  /** The management port; known once started. */
  public int managementPort() {
    return management.getPort();
  }

  /**
   * Takes no new connections, lets calls under way end within their time, then closes everything.
   */
  @Override
  public synchronized void close() {
    if (api.isRunning()) {
      awaitCalls();
      api.stop();
    }
    if (management.isRunning()) {
      management.stop();
    }
  }

  private static void open(NettyEmbeddedServer server) throws IOException {
    try {
      server.start();
    } catch (ServerStartupException e) {
      throw new IOException(
          "cannot listen on " + server.getHost() + ":" + server.getPort() + ": " + e.getMessage(),
          e);
    }
  }

  private void awaitCalls() {
    try {
      api.shutdownGracefully()
          .toCompletableFuture()
          .get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      LOG.warn("calls were still under way after {}", patience);
    } catch (ExecutionException e) {
      LOG.warn("the API did not end well: {}", Unexpected.describe(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
