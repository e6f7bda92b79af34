package io.palimpsest.gateway.http;

import io.netty.channel.ChannelHandlerContext;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * When a connection's patience ends. One scheduled look per connection, moved on when it comes too
 * early, so that hearing from a client costs no more than a look at the clock. Lives on the
 * connection's event loop.
 */
final class ConnectionTimer {
  private static final long NEVER = Long.MAX_VALUE;

  private final ConnectionLimits limits;
  private final LongSupplier nanos;
  private @Nullable Future<?> next;
  private boolean receiving;
  private boolean begun;
  private long heard;
  private long due; // of the whole phase, in nanos, or NEVER

  ConnectionTimer(ConnectionLimits limits, LongSupplier nanos) {
    this.limits = limits;
    this.nanos = nanos;
  }

  void start(ChannelHandlerContext ctx, Consumer<ChannelHandlerContext> tooSlow) {
    idle();
    heard = nanos.getAsLong();
    look(ctx, tooSlow);
  }

  void stop() {
    if (next != null) {
      next.cancel(false);
    }
  }

  /** Something came from the client: if no request was under way, one has begun. */
  void heard() {
    heard = nanos.getAsLong();
    requestBegan();
  }

  /** Counts from a request's first byte, however often it is said. */
  void requestBegan() {
    if (!begun) {
      begun = true;
      receiving = true;
      due = in(limits.requestTimeout());
    }
  }

  /** Nothing is awaited of the client: the call's own deadline governs. */
  void ours() {
    receiving = false;
    due = NEVER;
  }

  void sending() {
    due = in(limits.responseTimeout());
  }

  void draining() {
    receiving = false;
    due = in(limits.drain());
  }

  void idle() {
    receiving = false;
    begun = false;
    due = in(limits.keepAlive());
  }

  private void look(ChannelHandlerContext ctx, Consumer<ChannelHandlerContext> tooSlow) {
    long now = nanos.getAsLong();
    long end = receiving ? Math.min(due, heard + limits.silence().toNanos()) : due;
    if (end != NEVER && now - end >= 0) {
      tooSlow.accept(ctx);
      return;
    }
    // A phase may shorten the patience at any moment: look again after the shortest of them at the
    // latest.
    long wait = Math.min(end == NEVER ? NEVER : end - now, shortest());
    next = ctx.executor().schedule(() -> look(ctx, tooSlow), wait, TimeUnit.NANOSECONDS);
  }

  private long shortest() {
    return Math.min(limits.drain().toNanos(), limits.silence().toNanos());
  }

  private long in(Duration time) {
    return nanos.getAsLong() + time.toNanos();
  }
}
