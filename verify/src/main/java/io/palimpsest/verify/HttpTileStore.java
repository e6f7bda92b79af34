package io.palimpsest.verify;

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

/** A log that a server gives out, read only. Redirects are not followed. */
final class HttpTileStore implements TileStore {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private final URI prefix;
  private final String token;
  private final HttpClient client =
      HttpClient.newBuilder()
          .connectTimeout(TIMEOUT)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  /**
   * @param token sent as a bearer token; empty for none
   */
  HttpTileStore(URI prefix, String token) {
    if (prefix.getHost() == null || prefix.getQuery() != null) {
      throw new IllegalArgumentException(prefix + " names no folder of a server");
    }
    String text = prefix.toString();
    this.prefix = URI.create(text.endsWith("/") ? text : text + "/");
    this.token = token;
  }

  @Override
  public Optional<byte[]> get(String path, int limit) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(prefix.resolve(TileStore.checked(path))).timeout(TIMEOUT);
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    try {
      HttpResponse<InputStream> response =
          client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
      try (InputStream body = response.body()) {
        return switch (response.statusCode()) {
          case 200 -> Optional.of(read(body, path, limit));
          case 404 -> Optional.empty();
          default ->
              throw new IOException("the server answered with status " + response.statusCode());
        };
      }
    } catch (IOException e) {
      throw new EvidenceUnavailable(prefix + path + " cannot be read: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EvidenceUnavailable("interrupted", e);
    }
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
