package io.palimpsest.gateway.http;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.CodecException;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.palimpsest.platform.call.Outcome;
import io.palimpsest.platform.error.CallFailure;
import io.palimpsest.platform.error.ErrorCode;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client's connection, on its event loop, between Micronaut's HTTP codec and its router:
 * collects a request within the limits, hands it on whole, watches its answer leave, and only then
 * looks at the next request. Reading goes on while a call runs, since that is the only way to
 * notice that its client has gone; what a pipelining client sent ahead is at most one read's worth.
 */
final class HttpConnection extends ChannelDuplexHandler {
  private static final Logger LOG = LoggerFactory.getLogger(HttpConnection.class);

  private enum Phase {
    IDLE,
    RECEIVING,
    WORKING,
    SENDING,
    DRAINING
  }

  private final HttpServices services;
  private final Queue<Object> ahead = new ArrayDeque<>();
  private final ConnectionTimer timer;
  private Phase phase = Phase.IDLE;
  private @Nullable Exchange exchange;
  private boolean refusalSent;

  HttpConnection(HttpServices services) {
    this.services = services;
    this.timer = new ConnectionTimer(services.limits(), services.nanos());
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    timer.start(ctx, this::tooSlow);
    ctx.channel().config().setAutoRead(true);
  }

  /** When bytes are read is decided here alone. */
  @Override
  public void read(ChannelHandlerContext ctx) {}

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    timer.heard();
    switch (phase) {
      case IDLE, RECEIVING -> accept(ctx, message);
      case WORKING, SENDING -> {
        ahead.add(message);
        ctx.channel().config().setAutoRead(false);
      }
      case DRAINING -> {
        if (message instanceof LastHttpContent last && last.decoderResult().isSuccess()) {
          drained(ctx);
        }
        ReferenceCountUtil.release(message);
      }
    }
  }

  /**
   * Bytes came in: if they are not yet a request's head, the time for that head has begun to run.
   */
  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    timer.heard();
    ctx.fireChannelReadComplete();
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    timer.stop();
    if (exchange != null) {
      exchange.clientGone();
    }
    ahead.forEach(ReferenceCountUtil::release);
    ahead.clear();
    ctx.fireChannelInactive();
  }

  /**
   * Resets and broken TLS end a connection; their messages may quote what was sent, so only their
   * kind is logged.
   */
  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    String kind = cause.getClass().getSimpleName();
    if (cause instanceof IOException || cause instanceof CodecException) {
      LOG.debug("connection closed: {}", kind);
    } else {
      LOG.warn("connection closed by a fault of ours: {} at {}", kind, place(cause));
    }
    ctx.close();
  }

  private void accept(ChannelHandlerContext ctx, Object message) {
    try {
      if (message instanceof HttpObject part && part.decoderResult().isFailure()) {
        begin(ctx, message instanceof HttpRequest request ? request : null);
        throw malformed(part.decoderResult().cause());
      }
      if (message instanceof HttpRequest request) {
        begin(ctx, request).expectBody(request, services.limits().bodyBytes());
        if (HttpUtil.is100ContinueExpected(request)) {
          ctx.writeAndFlush(
              new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE));
        }
      }
      if (message instanceof HttpContent content && exchange != null) {
        exchange.add(content.content());
        if (message instanceof LastHttpContent) {
          perform(ctx, exchange);
        }
      }
    } catch (CallFailure failure) {
      refuse(
          ctx,
          failure,
          message instanceof LastHttpContent last && last.decoderResult().isSuccess());
    } finally {
      ReferenceCountUtil.release(message);
    }
  }

  private Exchange begin(ChannelHandlerContext ctx, @Nullable HttpRequest request) {
    Exchange begun = exchange;
    if (begun == null) {
      begun = Exchange.begin(services, ctx.channel(), request);
      exchange = begun;
    }
    phase = Phase.RECEIVING;
    timer.requestBegan();
    return begun;
  }

  /**
   * Hands a whole request to the router. What the router sees is only that there is one: method,
   * path, query, headers and body are kept aside as they were sent, since a signature covers them.
   */
  private void perform(ChannelHandlerContext ctx, Exchange current) {
    phase = Phase.WORKING;
    timer.ours();
    current.received(ctx.channel());
    FullHttpRequest routed =
        new DefaultFullHttpRequest(
            HttpVersion.HTTP_1_1, HttpMethod.POST, current.route(), Unpooled.EMPTY_BUFFER);
    HttpUtil.setKeepAlive(routed, current.keepAlive());
    ctx.fireChannelRead(routed);
    ctx.fireChannelReadComplete();
  }

  /** The router's answer passes; its last byte is what the ledger waits for. */
  @Override
  public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
    Exchange current = exchange;
    if (current == null || phase != Phase.WORKING && phase != Phase.SENDING) {
      ctx.write(message, promise);
      return;
    }
    if (message instanceof HttpResponse) {
      phase = Phase.SENDING;
      timer.sending();
    }
    ChannelPromise written = promise.unvoid();
    if (message instanceof LastHttpContent) {
      written.addListener(
          (ChannelFutureListener)
              future -> left(ctx, current, current.receipt(), future, current.keepAlive()));
    }
    ctx.write(message, written);
  }

  private void refuse(ChannelHandlerContext ctx, CallFailure failure, boolean wholeRequestSeen) {
    Exchange current = begin(ctx, null);
    phase = Phase.DRAINING;
    timer.ours();
    current.wholeRequestSeen(wholeRequestSeen);
    work(ctx, current.refusal(failure, reply -> send(ctx, current, reply)));
  }

  private void work(ChannelHandlerContext ctx, Runnable task) {
    try {
      services.worker().execute(task);
    } catch (RejectedExecutionException stopping) {
      ctx.close();
    }
  }

  /** On the worker's thread; goes on on the event loop. */
  private void send(ChannelHandlerContext ctx, Exchange current, Reply reply) {
    ctx.executor()
        .execute(
            () -> {
              timer.sending();
              ctx.writeAndFlush(Responses.of(reply))
                  .addListener(
                      (ChannelFutureListener)
                          future -> left(ctx, current, reply.receipt(), future, false));
            });
  }

  private void left(
      ChannelHandlerContext ctx,
      Exchange current,
      Optional<Outcome.Receipt> receipt,
      ChannelFuture written,
      boolean keepAlive) {
    current.close();
    if (!written.isSuccess()) {
      ctx.close();
      return;
    }
    receipt.ifPresent(owed -> work(ctx, () -> services.processor().delivered(owed)));
    sent(ctx, current, keepAlive);
  }

  private void sent(ChannelHandlerContext ctx, Exchange current, boolean keepAlive) {
    if (phase == Phase.DRAINING && !current.wholeRequestSeen()) {
      refusalSent = true;
      timer.draining();
      ctx.channel().config().setAutoRead(true);
    } else if (keepAlive) {
      exchange = null;
      phase = Phase.IDLE;
      timer.idle();
      readAhead(ctx);
    } else {
      ctx.close();
    }
  }

  /** The refused request has been read to its end: nothing stands in the way of a clean close. */
  private void drained(ChannelHandlerContext ctx) {
    if (exchange != null && !exchange.wholeRequestSeen()) {
      exchange.wholeRequestSeen(true);
      if (refusalSent) {
        ctx.close();
      }
    }
  }

  private void readAhead(ChannelHandlerContext ctx) {
    while (!ahead.isEmpty() && (phase == Phase.IDLE || phase == Phase.RECEIVING)) {
      accept(ctx, ahead.remove());
    }
    if (ahead.isEmpty()) {
      ctx.channel().config().setAutoRead(true);
    }
  }

  private void tooSlow(ChannelHandlerContext ctx) {
    if (phase == Phase.RECEIVING && exchange != null) {
      services.processor().dropped(exchange.head());
    }
    ctx.close();
  }

  private static String place(Throwable cause) {
    StackTraceElement[] stack = cause.getStackTrace();
    return stack.length == 0 ? "an unknown place" : stack[0].toString();
  }

  private static CallFailure malformed(Throwable cause) {
    return cause instanceof TooLongFrameException
        ? new CallFailure(
            ErrorCode.REQUEST_SIZE_LIMIT_EXCEEDED, "the query or the headers are too long")
        : new CallFailure(
            ErrorCode.UNSUPPORTED_PROTOCOL, "this is not a well-formed HTTP/1.1 request");
  }
}
