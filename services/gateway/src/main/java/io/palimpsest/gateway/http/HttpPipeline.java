package io.palimpsest.gateway.http;

import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.ssl.SslContext;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Furnishes a connection of the API: TLS where it is on, HTTP/1.1, one {@link HttpConnection}. */
public final class HttpPipeline implements Consumer<Channel> {
  private final HttpServices services;
  private final Supplier<Optional<SslContext>> tls;

  /**
   * @param tls asked for each new connection, so that a new certificate holds from the next
   *     handshake on
   */
  public HttpPipeline(HttpServices services, Supplier<Optional<SslContext>> tls) {
    this.services = services;
    this.tls = tls;
  }

  @Override
  public void accept(Channel channel) {
    var pipeline = channel.pipeline();
    tls.get().ifPresent(context -> pipeline.addLast(context.newHandler(channel.alloc())));
    pipeline.addLast(
        new HttpServerCodec(
            new HttpDecoderConfig()
                .setMaxInitialLineLength(services.limits().queryBytes())
                .setMaxHeaderSize(services.limits().headerBytes())
                .setMaxChunkSize(64 * 1024)),
        new HttpConnection(services));
  }
}
