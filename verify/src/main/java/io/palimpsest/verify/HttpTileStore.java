package io.palimpsest.verify;

import io.palimpsest.evidence.error.EvidenceRefused;
import io.palimpsest.evidence.error.EvidenceRefused.Malformed;
import io.palimpsest.evidence.error.EvidenceUnavailable;
import io.palimpsest.evidence.tiles.TileStore;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A log that a server gives out, read only. Redirects are not followed. */
final class HttpTileStore implements TileStore {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private final URI prefix;
  private final String token;
  private final Duration timeout;
  private final HttpClient client;

  /**
   * @param token sent as a bearer token; empty for none
   */
  HttpTileStore(URI prefix, String token) {
    this(prefix, token, TIMEOUT);
  }

  /**
   * @param timeout of each file, its last byte included
   */
  HttpTileStore(URI prefix, String token, Duration timeout) {
    if (prefix.getHost() == null || prefix.getQuery() != null || prefix.getFragment() != null) {
      throw new IllegalArgumentException(prefix + " names no folder of a server");
    }
    String text = prefix.toString();
    this.prefix = URI.create(text.endsWith("/") ? text : text + "/");
    this.token = token;
    this.timeout = timeout;
    this.client =
        HttpClient.newBuilder()
            .connectTimeout(timeout)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
  }

  @Override
  public Optional<byte[]> get(String path, int limit) {
    HttpRequest.Builder request = HttpRequest.newBuilder(prefix.resolve(TileStore.checked(path)));
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    // A request's own timeout ends with the headers, and a body that drips in would never.
    FutureTask<Optional<byte[]>> answer =
        new FutureTask<>(() -> fetch(request.build(), path, limit));
    Thread.ofVirtual().start(answer);
    try {
      return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof EvidenceRefused refused) {
        throw refused;
      }
      throw unread(path, e.getCause().getMessage(), e);
    } catch (TimeoutException e) {
      answer.cancel(true);
      throw unread(path, "it did not come whole within " + timeout.toSeconds() + " s", e);
    } catch (InterruptedException e) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      throw new EvidenceUnavailable("interrupted", e);
    }
  }

  private Optional<byte[]> fetch(HttpRequest request, String path, int limit)
      throws IOException, InterruptedException {
    HttpResponse<InputStream> response =
        client.send(request, HttpResponse.BodyHandlers.ofInputStream());
    try (InputStream body = response.body()) {
      return switch (response.statusCode()) {
        case 200 -> Optional.of(read(body, path, limit));
        case 404 -> Optional.empty();
        default ->
            throw new IOException("the server answered with status " + response.statusCode());
      };
    }
  }

  private EvidenceUnavailable unread(String path, String why, Exception cause) {
    return new EvidenceUnavailable(prefix + path + " cannot be read: " + why, cause);
  }

  @Override
  public void put(String path, byte[] content) {
    throw new UnsupportedOperationException("a verifier writes nothing");
  }

  private static byte[] read(InputStream body, String path, int limit) throws IOException {
    byte[] content = body.readNBytes(limit);
    if (body.read() >= 0) {
      throw new Malformed(path + " is longer than " + limit + " bytes");
    }
    return content;
  }
}
