package io.palimpsest.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.palimpsest.gateway.testing.RawSocket;
import io.palimpsest.gateway.testing.SignedRequest;
import io.palimpsest.gateway.testing.TestGateway;
import io.palimpsest.platform.credentials.Caller;
import io.palimpsest.platform.metering.CallId;
import io.palimpsest.platform.metering.MonitoringRecord;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Thousands of calls of several tenants at once: nobody ever sees another's text, and everything is
 * recorded once.
 */
class MixedAnswersIT {
  private static final int TENANTS = 8;
  private static final int CONNECTIONS = 160;
  private static final int CALLS_EACH = 20;
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void noCallShouldSeeTheTextOfAnother() throws Exception {
    Map<String, Caller> owners = new ConcurrentHashMap<>();
    try (TestGateway gateway = TestGateway.start();
        ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Caller> tenants = Stream.generate(gateway::tenant).limit(TENANTS).toList();
      List<Future<Integer>> mixed = new ArrayList<>();
      for (int i = 0; i < CONNECTIONS; i++) {
        int connection = i;
        mixed.add(
            clients.submit(
                () -> call(gateway, tenants.get(connection % TENANTS), connection, owners)));
      }

      assertThat(sum(mixed)).isZero();
      assertThat(owners).hasSize(CONNECTIONS * CALLS_EACH);
      assertThat(recorded(gateway)).isEqualTo(expected(owners));
      assertThat(gateway.singapore.uploads().list(10)).isEmpty();
      assertThat(gateway.frankfurt.uploads().list(10)).isEmpty();
    }
  }

  /** One connection's calls; how many answers were not the caller's own. */
  private static int call(
      TestGateway gateway, Caller caller, int connection, Map<String, Caller> owners)
      throws IOException {
    int mixed = 0;
    String region =
        "X-TC-Region: " + (connection % 3 == 0 ? "eu-frankfurt" : "ap-singapore") + "\r\n";
    try (RawSocket socket = new RawSocket(gateway.port())) {
      for (int i = 0; i < CALLS_EACH; i++) {
        String mark = "tenant " + caller.application().appId() + " call " + connection + "." + i;
        socket.send(SignedRequest.of(gateway.port(), caller.credential(), mark, region));
        JsonNode response = JSON.readTree(socket.readResponse()).path("Response");
        boolean own = response.at("/TextDetections/0/DetectedText").asText().equals(mark);
        mixed += own && owners.put(response.path("RequestId").asText(), caller) == null ? 0 : 1;
      }
    }
    return mixed;
  }

  private static Map<CallId, Long> recorded(TestGateway gateway) {
    return Stream.of(gateway.singapore, gateway.frankfurt)
        .flatMap(region -> region.ledger().all().stream())
        .filter(record -> record.result().equals(MonitoringRecord.SUCCESS))
        .collect(Collectors.toMap(MonitoringRecord::callId, record -> record.appId().value()));
  }

  private static Map<CallId, Long> expected(Map<String, Caller> owners) {
    return owners.entrySet().stream()
        .collect(
            Collectors.toMap(
                each -> CallId.parse(each.getKey()),
                each -> each.getValue().application().appId().value()));
  }

  private static int sum(List<Future<Integer>> counts)
      throws InterruptedException, ExecutionException {
    int sum = 0;
    for (Future<Integer> count : counts) {
      sum += count.get();
    }
    return sum;
  }
}
