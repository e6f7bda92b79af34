package io.palimpsest.gateway.fetch;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.palimpsest.gateway.http.MemoryBudget;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLException;

/** One GET over one connection of its own, to an address that was chosen beforehand. */
final class HttpGet {
  /** An upper bound only: the fetch's own time ends earlier. */
  private static final int CONNECT_MILLIS = 5000;

  private final EventLoopGroup loops;
  private final SslContext tls;

  HttpGet(EventLoopGroup loops) {
    this.loops = loops;
    try {
      this.tls = SslContextBuilder.forClient().endpointIdentificationAlgorithm("HTTPS").build();
    } catch (SSLException e) {
      throw new IllegalStateException("this Java has no TLS", e);
    }
  }

  /** What a server said. */
  sealed interface Answer {
    record File(byte[] bytes) implements Answer {}

    record Redirect(String location) implements Answer {}

    record TooLarge() implements Answer {}
  }

  /**
   * Asks. The future ends with an answer or a {@link DownloadRefused}; cancelling it closes the
   * connection.
   *
   * @param limit most bytes taken; reading stops there
   */
  CompletableFuture<Answer> get(
      Target target, InetAddress address, int limit, MemoryBudget.Lease memory) {
    CompletableFuture<Answer> answer = new CompletableFuture<>();
    new Bootstrap()
        .group(loops)
        .channel(NioSocketChannel.class)
        .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS)
        .handler(
            new ChannelInitializer<Channel>() {
              @Override
              protected void initChannel(Channel channel) {
                if (target.tls()) {
                  // The name is for SNI and for the certificate; the connection itself goes to the
                  // checked address.
                  SslHandler handler =
                      tls.newHandler(channel.alloc(), target.host(), target.port());
                  channel.pipeline().addLast(handler);
                }
                channel
                    .pipeline()
                    .addLast(new HttpClientCodec(), new AnswerCollector(answer, limit, memory));
              }
            })
        .connect(new InetSocketAddress(address, target.port()))
        .addListener(
            (ChannelFutureListener)
                connected -> {
                  if (!connected.isSuccess()) {
                    answer.completeExceptionally(new DownloadRefused("the connection failed"));
                    return;
                  }
                  Channel channel = connected.channel();
                  answer.whenComplete((_, _) -> channel.close());
                  channel.writeAndFlush(request(target));
                });
    return answer;
  }

  private static DefaultFullHttpRequest request(Target target) {
    var request =
        new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, target.pathAndQuery());
    request.headers().set(HttpHeaderNames.HOST, target.hostHeader());
    request.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
    request.headers().set(HttpHeaderNames.ACCEPT, "image/*, application/pdf, */*;q=0.1");
    request.headers().set(HttpHeaderNames.ACCEPT_ENCODING, HttpHeaderValues.IDENTITY);
    request.headers().set(HttpHeaderNames.USER_AGENT, "palimpsest");
    return request;
  }
}
