package io.palimpsest.ocr.model;

import io.palimpsest.ocr.error.OcrFailure;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Takes files from their makers' addresses. A machine without a way out learns that within seconds,
 * and a host that was not reached is not tried again. Java's own settings for proxies hold.
 */
final class HttpsFetch {
  private static final Duration CONNECT = Duration.ofSeconds(4);
  private static final Duration SILENCE = Duration.ofSeconds(15);
  private static final Duration LIMIT = Duration.ofMinutes(10);

  private final ProgressListener progress;
  private final Set<String> unreached = new HashSet<>();

  HttpsFetch(ProgressListener progress) {
    this.progress = progress;
  }

  /**
   * @param size the file has, bytes; more are never read
   * @throws OcrFailure.ModelUnavailable when it is not to be had, or has another size
   */
  byte[] fetch(URI address, long size) {
    String host = address.getHost();
    if (unreached.contains(host)) {
      throw failure(host, "was not reached", null);
    }
    try {
      HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection();
      connection.setConnectTimeout((int) CONNECT.toMillis());
      connection.setReadTimeout((int) SILENCE.toMillis());
      try {
        connect(connection, host);
        int status = connection.getResponseCode();
        if (status != HttpURLConnection.HTTP_OK) {
          throw failure(host, "answered " + status, null);
        }
        try (InputStream in = connection.getInputStream()) {
          return read(in, address, Math.toIntExact(size));
        }
      } finally {
        connection.disconnect();
      }
    } catch (IOException e) {
      throw failure(host, "broke off (" + e.getClass().getSimpleName() + ")", e);
    }
  }

  /** On a thread of its own, since looking a name up knows no time limit. */
  private void connect(HttpURLConnection connection, String host) {
    FutureTask<@Nullable Void> attempt =
        new FutureTask<>(
            () -> {
              connection.connect();
              return null;
            });
    Thread.ofPlatform().daemon().name("connect to " + host).start(attempt);
    try {
      attempt.get(CONNECT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      unreached.add(host);
      throw failure(
          host, "is not reached (" + e.getCause().getClass().getSimpleName() + ")", e.getCause());
    } catch (TimeoutException e) {
      unreached.add(host);
      throw failure(host, "is not reached within " + CONNECT.toSeconds() + " s", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failure(host, "was waited for until an interruption", e);
    }
  }

  private byte[] read(InputStream in, URI address, int size) throws IOException {
    String what = "fetching " + address.getPath().substring(address.getPath().lastIndexOf('/') + 1);
    long end = System.nanoTime() + LIMIT.toNanos();
    byte[] bytes = new byte[size];
    int done = 0;
    int more;
    while (done < size && (more = in.read(bytes, done, size - done)) >= 0) {
      done += more;
      progress.progress(what, done, size);
      if (System.nanoTime() > end) {
        throw failure(address.getHost(), "took more than " + LIMIT.toMinutes() + " minutes", null);
      }
    }
    if (done < size || in.read() >= 0) {
      throw failure(address.getHost(), "has a file of another size", null);
    }
    return bytes;
  }

  private static OcrFailure.ModelUnavailable failure(
      String host, String what, @Nullable Throwable cause) {
    return new OcrFailure.ModelUnavailable(host + " " + what, cause);
  }
}
