package io.palimpsest.gateway.management;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.timeout.ReadTimeoutHandler;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** Furnishes a connection of the management port: one small GET, one answer, closed. */
public final class ManagementPipeline implements Consumer<Channel> {
  private static final int LONGEST_REQUEST = 8 * 1024;
  private static final int IDLE_SECONDS = 10;

  private final ManagementPages pages;
  private final Executor worker;

  public ManagementPipeline(ManagementPages pages, Executor worker) {
    this.pages = pages;
    this.worker = worker;
  }

  @Override
  public void accept(Channel channel) {
    channel
        .pipeline()
        .addLast(
            new ReadTimeoutHandler(IDLE_SECONDS),
            new HttpServerCodec(),
            new HttpObjectAggregator(LONGEST_REQUEST),
            new Handler(pages, worker));
  }

  private static final class Handler extends SimpleChannelInboundHandler<FullHttpRequest> {
    private final ManagementPages pages;
    private final Executor worker;

    Handler(ManagementPages pages, Executor worker) {
      this.pages = pages;
      this.worker = worker;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, FullHttpRequest request) {
      String uri = request.uri();
      int query = uri.indexOf('?');
      String path = query < 0 ? uri : uri.substring(0, query);
      worker.execute(() -> send(ctx, pages.page(path)));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
      ctx.close();
    }

    private static void send(ChannelHandlerContext ctx, ManagementPages.Page page) {
      var response =
          new DefaultFullHttpResponse(
              HttpVersion.HTTP_1_1,
              HttpResponseStatus.valueOf(page.status()),
              Unpooled.wrappedBuffer(page.body()));
      response.headers().set(HttpHeaderNames.CONTENT_TYPE, page.contentType());
      response.headers().setInt(HttpHeaderNames.CONTENT_LENGTH, page.body().length);
      response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
      ctx.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
    }
  }
}
