package io.palimpsest.gateway.fetch;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.palimpsest.gateway.http.MemoryBudget;
import io.palimpsest.platform.error.CallFailure;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** Collects one response, within its limit. Lives on one event loop. */
final class AnswerCollector extends SimpleChannelInboundHandler<HttpObject> {
  private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

  private final CompletableFuture<HttpGet.Answer> answer;
  private final int limit;
  private final MemoryBudget.Lease memory;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  AnswerCollector(CompletableFuture<HttpGet.Answer> answer, int limit, MemoryBudget.Lease memory) {
    this.answer = answer;
    this.limit = limit;
    this.memory = memory;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext ctx, HttpObject part) throws IOException {
    if (part.decoderResult().isFailure()) {
      refuse("the answer is not HTTP");
    } else if (part instanceof HttpResponse response) {
      head(response);
    } else if (part instanceof HttpContent content && !answer.isDone()) {
      add(content);
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    refuse("the connection was closed early");
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    answer.completeExceptionally(
        cause instanceof CallFailure failure
            ? failure
            : new DownloadRefused("the connection failed"));
    ctx.close();
  }

  private void head(HttpResponse response) {
    int status = response.status().code();
    String location = response.headers().get(HttpHeaderNames.LOCATION);
    if (REDIRECTS.contains(status) && location != null) {
      answer.complete(new HttpGet.Answer.Redirect(location));
    } else if (status != 200) {
      refuse("the server answered " + status);
    } else if (response.headers().contains(HttpHeaderNames.CONTENT_ENCODING)
        && !response.headers().contains(HttpHeaderNames.CONTENT_ENCODING, "identity", true)) {
      refuse("the answer is encoded");
    } else if (HttpUtil.getContentLength(response, 0L) > limit) {
      answer.complete(new HttpGet.Answer.TooLarge());
    }
  }

  private void add(HttpContent content) throws IOException {
    int count = content.content().readableBytes();
    if (bytes.size() + count > limit) {
      answer.complete(new HttpGet.Answer.TooLarge());
      return;
    }
    memory.take(2L * count); // once while it grows, once as the whole
    content.content().readBytes(bytes, count);
    if (content instanceof LastHttpContent) {
      answer.complete(new HttpGet.Answer.File(bytes.toByteArray()));
    }
  }

  private void refuse(String why) {
    answer.completeExceptionally(new DownloadRefused(why));
  }
}
