package io.palimpsest.gateway.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.util.AttributeKey;
import io.palimpsest.ocr.Cancellation;
import io.palimpsest.platform.call.CallTrace;
import io.palimpsest.platform.call.Outcome;
import io.palimpsest.platform.error.CallFailure;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One request and its answer. Touched by its connection's event loop, and by the one thread that
 * answers it.
 */
public final class Exchange {
  /**
   * Where the router finds {@code AppIdController}; what the client asked for stands in the head.
   */
  private static final String ROUTE = "/";

  /** Begins the paths of pages that are read with GET and are no part of the API. */
  public static final String PAGES = "/evidence/";

  /** Where the router finds {@code EvidenceController}. */
  private static final String PAGES_ROUTE = "/evidence";

  private static final AttributeKey<Exchange> CURRENT = AttributeKey.valueOf("palimpsest.exchange");

  private final HttpServices services;
  private final RequestHead head;
  private final boolean keepAlive;
  private final Cancellation cancellation = Cancellation.create();
  private MemoryBudget.@Nullable Lease memory;
  private @Nullable BodyBuffer body;
  private @Nullable Request request;
  private volatile Optional<Outcome.Receipt> receipt = Optional.empty();
  private volatile boolean answered;
  private volatile boolean gone;
  private boolean wholeRequestSeen;

  private Exchange(HttpServices services, RequestHead head, boolean keepAlive) {
    this.services = services;
    this.head = head;
    this.keepAlive = keepAlive;
  }

  /** The exchange that a connection is about; empty on connections that are not the API's. */
  static Optional<Exchange> of(Channel channel) {
    return Optional.ofNullable(channel.attr(CURRENT).get());
  }

  /** Begins with the request's head, or with nothing when not even that could be read. */
  static Exchange begin(HttpServices services, Channel channel, @Nullable HttpRequest request) {
    RequestHead head =
        new RequestHead(
            services.callIds().next(),
            new CallTrace(services.nanos()),
            channel.remoteAddress() instanceof InetSocketAddress remote
                ? remote.getAddress()
                : InetAddress.getLoopbackAddress(),
            request == null ? "" : request.method().name(),
            request == null ? "" : request.uri(),
            request == null ? new DefaultHttpHeaders() : request.headers());
    return new Exchange(services, head, request != null && HttpUtil.isKeepAlive(request));
  }

  RequestHead head() {
    return head;
  }

  /** Which controller answers: all but the pages is the API's. */
  String route() {
    boolean read = head.method().equals("GET") || head.method().equals("HEAD");
    return read && head.path().startsWith(PAGES) ? PAGES_ROUTE : ROUTE;
  }

  /** The path asked for, of a page. */
  public String path() {
    return head.path();
  }

  boolean keepAlive() {
    return keepAlive;
  }

  /**
   * @throws CallFailure when the declared body is too large, or there is no memory for it
   */
  void expectBody(HttpRequest request, int limit) {
    MemoryBudget.Lease lease = services.memory().open();
    memory = lease;
    boolean chunked = HttpUtil.isTransferEncodingChunked(request);
    boolean declared = request.headers().contains(HttpHeaderNames.CONTENT_LENGTH);
    long length = declared ? HttpUtil.getContentLength(request, 0L) : chunked ? -1 : 0;
    body = new BodyBuffer(length, limit, lease);
  }

  void add(ByteBuf part) {
    if (body != null) {
      body.add(part);
    }
  }

  /** The whole request is there: from here on the answering thread owns the body. */
  void received(Channel channel) {
    request =
        new Request(
            head,
            Objects.requireNonNull(body).finish(),
            cancellation,
            Objects.requireNonNull(memory));
    body = null;
    channel.attr(CURRENT).set(this);
  }

  /** Answers the request; on a thread that may block. */
  public Reply answer() {
    return owing(services.processor().answer(Objects.requireNonNull(request)));
  }

  /** Answers for what the framework could not do. */
  public Reply refuse(CallFailure failure) {
    return owing(services.processor().refuse(head, failure));
  }

  private Reply owing(Reply reply) {
    receipt = reply.receipt();
    answered = true;
    if (gone) {
      close();
    }
    return reply;
  }

  /** What is owed to the ledger once the answer has left. */
  Optional<Outcome.Receipt> receipt() {
    return receipt;
  }

  Runnable refusal(CallFailure failure, Consumer<Reply> to) {
    close(); // what had come of the body is let go before the answer is made
    return () -> to.accept(services.processor().refuse(head, failure));
  }

  void wholeRequestSeen(boolean seen) {
    wholeRequestSeen = seen;
  }

  boolean wholeRequestSeen() {
    return wholeRequestSeen;
  }

  /** Nobody waits any more: an answer that is still being made will not be written. */
  void clientGone() {
    gone = true;
    cancellation.cancel();
    if (request == null || answered) {
      close();
    }
  }

  /** Gives the memory back. */
  void close() {
    body = null;
    if (memory != null) {
      memory.close();
    }
  }
}
