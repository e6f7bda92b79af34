package io.palimpsest.gateway;

import io.micronaut.http.server.netty.NettyEmbeddedServer;
import io.micronaut.http.server.netty.NettyEmbeddedServerFactory;
import io.micronaut.http.server.netty.NettyServerCustomizer;
import io.micronaut.http.server.netty.configuration.NettyHttpServerConfiguration;
import io.palimpsest.gateway.config.ApiConfig;
import io.palimpsest.gateway.config.LimitsConfig;
import io.palimpsest.gateway.config.ManagementConfig;
import java.time.Duration;

/** Builds the two HTTP servers on Micronaut's Netty server, one a port. */
final class Servers {
  private static final int MANAGEMENT_REQUEST = 8 * 1024;
  private static final Duration MANAGEMENT_IDLE = Duration.ofSeconds(10);
  private static final Duration NONE = Duration.ofSeconds(-1);

  private final NettyEmbeddedServerFactory factory;

  Servers(NettyEmbeddedServerFactory factory) {
    this.factory = factory;
  }

  /** The API's server. Bodies and time are bounded by its connections, not by the framework. */
  NettyEmbeddedServer api(
      ApiConfig config, LimitsConfig limits, NettyServerCustomizer connections) {
    NettyHttpServerConfiguration http = on(config.host(), config.port());
    http.setMaxInitialLineLength(limits.query());
    http.setMaxHeaderSize(limits.headers());
    http.setMaxChunkSize(64 * 1024);
    http.setIdleTimeout(NONE);
    // A signature covers the headers as sent, whatever a stricter reader thinks of them.
    http.setValidateHeaders(false);
    NettyEmbeddedServer server = factory.build(http);
    server.register(connections);
    return server;
  }

  NettyEmbeddedServer management(ManagementConfig config) {
    NettyHttpServerConfiguration http = on(config.host(), config.port());
    http.setMaxInitialLineLength(MANAGEMENT_REQUEST);
    http.setMaxHeaderSize(MANAGEMENT_REQUEST);
    http.setMaxRequestSize(MANAGEMENT_REQUEST);
    http.setIdleTimeout(MANAGEMENT_IDLE);
    return factory.build(http);
  }

  /** Port 0 takes a free one. */
  private static NettyHttpServerConfiguration on(String host, int port) {
    NettyHttpServerConfiguration http = new NettyHttpServerConfiguration();
    http.setHost(host);
    http.setPort(port == 0 ? -1 : port);
    http.setCompressionThreshold(-1);
    return http;
  }
}
