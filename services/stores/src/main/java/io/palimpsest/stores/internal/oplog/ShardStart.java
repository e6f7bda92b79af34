package io.palimpsest.stores.internal.oplog;

import co.elastic.clients.transport.TransportOptions;
import co.elastic.clients.transport.http.TransportHttpClient;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.elasticsearch.client.ResponseException;
import org.jspecify.annotations.Nullable;

/**
 * Asks again for a second at most while an index that was made this moment has no shard to answer:
 * Elasticsearch takes a document in before it tells itself that the shard has started, and refuses
 * to read till then (503, 8.19).
 */
final class ShardStart implements TransportHttpClient {
  private static final String NOT_STARTED = "no_shard_available_action_exception";
  private static final int ATTEMPTS = 10;
  private static final Duration PAUSE = Duration.ofMillis(100);

  private final TransportHttpClient client;

  ShardStart(TransportHttpClient client) {
    this.client = client;
  }

  @Override
  public TransportOptions createOptions(@Nullable TransportOptions options) {
    return client.createOptions(options);
  }

  @Override
  public Response performRequest(
      String endpointId, @Nullable Node node, Request request, TransportOptions options)
      throws IOException {
    for (int attempt = 1; ; attempt++) {
      try {
        return client.performRequest(endpointId, node, request, options);
      } catch (ResponseException e) {
        if (attempt == ATTEMPTS || !String.valueOf(e.getMessage()).contains(NOT_STARTED)) {
          throw e;
        }
        LockSupport.parkNanos(PAUSE.toNanos());
      }
    }
  }

  @Override
  public CompletableFuture<Response> performRequestAsync(
      String endpointId, @Nullable Node node, Request request, TransportOptions options) {
    return client.performRequestAsync(endpointId, node, request, options);
  }

  @Override
  public void close() throws IOException {
    client.close();
  }
}
