package io.palimpsest.gateway.fetch;

import io.netty.channel.EventLoopGroup;
import io.palimpsest.gateway.http.MemoryBudget;
import io.palimpsest.ocr.Cancellation;
import io.palimpsest.platform.error.CallFailure;
import io.palimpsest.platform.error.ErrorCode;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;

/**
 * Downloads pictures. Each host is resolved once, every address it has is checked, and the
 * connection goes to a checked address, not to the name: a second DNS answer cannot lead elsewhere.
 * Thread-safe.
 */
public final class UrlFetcher {
  private final UrlSettings settings;
  private final HostResolver resolver;
  private final HttpGet http;
  private final Executor worker;
  private final LongSupplier nanos;

  /**
   * @param worker looks names up, which may block for longer than we wait
   */
  public UrlFetcher(
      UrlSettings settings,
      HostResolver resolver,
      EventLoopGroup loops,
      Executor worker,
      LongSupplier nanos) {
    this.settings = settings;
    this.resolver = resolver;
    this.http = new HttpGet(loops);
    this.worker = worker;
    this.nanos = nanos;
  }

  /**
   * Downloads a file.
   *
   * @param limit most bytes taken
   * @param memory charged while bytes arrive
   * @throws CallFailure {@code FailedOperation.DownLoadError}, or {@code
   *     LimitExceeded.TooLargeFileError} over the limit
   */
  public byte[] fetch(String url, int limit, MemoryBudget.Lease memory, Cancellation cancellation) {
    long end = nanos.getAsLong() + settings.total().toNanos();
    try {
      Target target = Target.parse(url, settings.ports());
      for (int redirects = 0; redirects <= settings.redirects(); redirects++) {
        HttpGet.Answer answer = get(target, limit, memory, cancellation, end);
        switch (answer) {
          case HttpGet.Answer.File file -> {
            return file.bytes();
          }
          case HttpGet.Answer.Redirect redirect ->
              target = target.follow(redirect.location(), settings.ports());
          case HttpGet.Answer.TooLarge _ ->
              throw new CallFailure(
                  ErrorCode.FILE_TOO_LARGE,
                  "the file behind ImageUrl is larger than " + limit + " bytes");
        }
      }
      throw new DownloadRefused("there are more than " + settings.redirects() + " redirects");
    } catch (DownloadRefused refused) {
      throw new CallFailure(ErrorCode.DOWNLOAD_ERROR, String.valueOf(refused.getMessage()));
    }
  }

  private HttpGet.Answer get(
      Target target, int limit, MemoryBudget.Lease memory, Cancellation cancellation, long end) {
    InetAddress address = checkedAddress(target.host(), cancellation, end);
    CompletableFuture<HttpGet.Answer> answer = http.get(target, address, limit, memory);
    try {
      return await(answer, cancellation, end);
    } finally {
      answer.cancel(false); // closes the connection where it is still open
    }
  }

  /** Only when all of a host's addresses are permitted is one of them spoken to. */
  private InetAddress checkedAddress(String host, Cancellation cancellation, long end) {
    CompletableFuture<List<InetAddress>> lookup =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return resolver.resolve(host);
              } catch (UnknownHostException e) {
                throw new DownloadRefused("the host is not known");
              }
            },
            worker);
    List<InetAddress> addresses = await(lookup, cancellation, end);
    if (addresses.isEmpty() || !addresses.stream().allMatch(settings.addresses()::permits)) {
      throw new DownloadRefused("the host has an address that is not fetched from");
    }
    return addresses.getFirst();
  }

  private <T> T await(CompletableFuture<T> future, Cancellation cancellation, long end) {
    try (var _ = cancellation.onCancel(() -> future.cancel(false))) {
      return future.get(Math.max(0, end - nanos.getAsLong()), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw new DownloadRefused("it took longer than " + settings.total().toMillis() + " ms");
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException failure
          ? failure
          : new DownloadRefused("the connection failed");
    } catch (CancellationException e) {
      cancellation.throwIfCancelled();
      throw new DownloadRefused("the connection failed");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DownloadRefused("interrupted");
    }
  }
}
