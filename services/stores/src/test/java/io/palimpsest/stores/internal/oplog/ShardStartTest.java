package io.palimpsest.stores.internal.oplog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.palimpsest.platform.tenancy.AppId;
import io.palimpsest.platform.tenancy.Region;
import io.palimpsest.stores.LogStoreSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.elasticsearch.client.ResponseException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShardStartTest {
  private static final String NO_SHARD =
      "{\"error\":{\"root_cause\":[{\"type\":\"no_shard_available_action_exception\",\"reason\":null}],"
          + "\"type\":\"search_phase_execution_exception\",\"reason\":\"all shards failed\"},\"status\":503}";
  private static final String DOWN =
      "{\"error\":{\"root_cause\":[],\"type\":\"master_not_discovered_exception\",\"reason\":null},\"status\":503}";
  private static final String COUNTED =
      "{\"count\":3,\"_shards\":{\"total\":1,\"successful\":1,\"skipped\":0,\"failed\":0}}";

  @TempDir private Path folder;

  private final List<String> asked = new CopyOnWriteArrayList<>();
  private HttpServer server;
  private Elastic elastic;
  private String refusal = NO_SHARD;

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
    URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    elastic =
        new Elastic(
            new LogStoreSettings(url, folder),
            new LogIndexes(new Region("ap-tokyo"), ZoneOffset.UTC));
  }

  @AfterEach
  void end() throws IOException {
    elastic.close();
    server.stop(0);
  }

  @Test
  void anIndexWhoseShardStartsShouldBeAskedTheSameAgain() throws IOException {
    long count = elastic.count("made-this-moment", Set.of(new AppId(1300000001)));

    assertThat(count).isEqualTo(3);
    assertThat(asked).hasSize(2).allMatch(body -> body.contains("1300000001"));
  }

  @Test
  void aServerThatIsDownShouldNotBeAskedAgain() {
    refusal = DOWN;

    assertThatExceptionOfType(ResponseException.class)
        .isThrownBy(() -> elastic.count("any", Set.of(new AppId(1300000001))));
    assertThat(asked).hasSize(1);
  }

  private void answer(HttpExchange exchange) throws IOException {
    asked.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    boolean first = asked.size() == 1;
    byte[] body = (first ? refusal : COUNTED).getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("X-Elastic-Product", "Elasticsearch");
    exchange
        .getResponseHeaders()
        .add("Content-Type", "application/vnd.elasticsearch+json;compatible-with=8");
    exchange.sendResponseHeaders(first ? 503 : 200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }
}
