package io.palimpsest.gateway.http;

import io.micronaut.http.netty.channel.ChannelPipelineCustomizer;
import io.micronaut.http.server.netty.NettyServerCustomizer;
import io.netty.channel.Channel;
import io.netty.handler.ssl.SslContext;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Furnishes each connection of the API's server: TLS where it is on, and an {@link HttpConnection}
 * between the codec and the router.
 */
public final class ApiConnections implements NettyServerCustomizer {
  private final HttpServices services;
  private final Supplier<Optional<SslContext>> tls;
  private final @Nullable Channel channel;

  /**
   * @param tls asked for each new connection, so that a new certificate holds from the next
   *     handshake on
   */
  public ApiConnections(HttpServices services, Supplier<Optional<SslContext>> tls) {
    this(services, tls, null);
  }

  private ApiConnections(
      HttpServices services, Supplier<Optional<SslContext>> tls, @Nullable Channel channel) {
    this.services = services;
    this.tls = tls;
    this.channel = channel;
  }

  @Override
  public NettyServerCustomizer specializeForChannel(Channel opened, ChannelRole role) {
    return role == ChannelRole.CONNECTION ? new ApiConnections(services, tls, opened) : this;
  }

  @Override
  public void onStreamPipelineBuilt() {
    if (channel == null) {
      return;
    }
    var pipeline = channel.pipeline();
    tls.get()
        .ifPresent(
            context ->
                pipeline.addFirst(
                    ChannelPipelineCustomizer.HANDLER_SSL, context.newHandler(channel.alloc())));
    pipeline.addAfter(
        ChannelPipelineCustomizer.HANDLER_HTTP_SERVER_CODEC,
        "palimpsest-connection",
        new HttpConnection(services));
  }
}
