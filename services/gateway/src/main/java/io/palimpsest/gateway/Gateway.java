package io.palimpsest.gateway;

import io.netty.channel.Channel;
import io.netty.channel.EventLoopGroup;
import io.palimpsest.gateway.config.ApiConfig;
import io.palimpsest.gateway.config.ManagementConfig;
import io.palimpsest.gateway.http.Listener;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The running gateway: the API's port and the management port. Thread-safe. */
public final class Gateway implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);
  private static final Duration LOOK_EVERY = Duration.ofMillis(20);

  private final ApiConfig apiConfig;
  private final ManagementConfig managementConfig;
  private final EventLoopGroup loops;
  private final Consumer<Channel> apiPipeline;
  private final Consumer<Channel> managementPipeline;
  private final CallMetrics metrics;
  private final LongSupplier nanos;
  private @Nullable Listener api;
  private @Nullable Listener management;

  Gateway(
      ApiConfig apiConfig,
      ManagementConfig managementConfig,
      EventLoopGroup loops,
      Consumer<Channel> apiPipeline,
      Consumer<Channel> managementPipeline,
      CallMetrics metrics,
      LongSupplier nanos) {
    this.apiConfig = apiConfig;
    this.managementConfig = managementConfig;
    this.loops = loops;
    this.apiPipeline = apiPipeline;
    this.managementPipeline = managementPipeline;
    this.metrics = metrics;
    this.nanos = nanos;
  }

  /**
   * Opens both ports.
   *
   * @throws IOException when one of them is taken; the message names it
   */
  public synchronized void start() throws IOException {
    management =
        Listener.open(loops, managementConfig.host(), managementConfig.port(), managementPipeline);
    try {
      api = Listener.open(loops, apiConfig.host(), apiConfig.port(), apiPipeline);
    } catch (IOException e) {
      close();
      throw e;
    }
    LOG.info(
        "API on {}:{}, management on {}:{}",
        apiConfig.host(),
        api.port(),
        managementConfig.host(),
        management.port());
  }

  /** The API's port; known once started. */
  public synchronized int port() {
    return open(api).port();
  }

  /** The management port; known once started. */
  public synchronized int managementPort() {
    return open(management).port();
  }

  /**
   * Takes no new connections, lets calls under way end within their time, then closes everything.
   */
  @Override
  public synchronized void close() {
    if (api != null) {
      api.stopAccepting();
      awaitCalls();
      api.close();
      api = null;
    }
    if (management != null) {
      management.close();
      management = null;
    }
  }

  private void awaitCalls() {
    long end = nanos.getAsLong() + apiConfig.shutdownTimeout().toNanos();
    try {
      while (metrics.running() > 0 && nanos.getAsLong() - end < 0) {
        Thread.sleep(LOOK_EVERY);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Listener open(@Nullable Listener listener) {
    if (listener == null) {
      throw new IllegalStateException("the gateway is not started");
    }
    return listener;
  }
}
