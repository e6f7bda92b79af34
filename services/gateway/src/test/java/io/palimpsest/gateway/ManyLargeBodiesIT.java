package io.palimpsest.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.palimpsest.gateway.http.MemoryBudget;
import io.palimpsest.gateway.testing.MarkedPictures;
import io.palimpsest.gateway.testing.RawSocket;
import io.palimpsest.gateway.testing.TestGateway;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * However many large requests arrive together, what they hold stays within the limit, and service
 * goes on after them.
 */
class ManyLargeBodiesIT {
  private static final int LIMIT = 4 << 20;
  private static final String MOST_OF_A_BODY = "x".repeat(900_000);

  @Test
  void requestsBeyondTheMemoryShouldBeRefusedAndServedAgainLater() throws IOException {
    try (TestGateway gateway =
        TestGateway.start(
            Map.of(
                "palimpsest.limits.body",
                "1MB",
                "palimpsest.limits.memory",
                "4MB",
                "palimpsest.limits.silence",
                "2s"))) {
      MemoryBudget memory = gateway.context.getBean(MemoryBudget.class);
      List<RawSocket> clients = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        RawSocket client = new RawSocket(gateway.port());
        clients.add(client);
        client.trySend(
            "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1000000\r\n\r\n" + MOST_OF_A_BODY);
      }
      await().until(() -> memory.used() > LIMIT / 2);

      assertThat(memory.used()).isLessThanOrEqualTo(LIMIT);
      List<String> answers = new ArrayList<>();
      for (RawSocket client : clients) {
        answers.add(client.readAll()); // those that were taken in fall silent and are dropped
        client.close();
      }
      assertThat(answers).anyMatch(answer -> answer.contains("ServiceUnavailable"));
      await().until(() -> memory.used() == 0);
      assertThat(
              gateway
                  .client(gateway.tenant())
                  .read("GeneralBasicOCR", MarkedPictures.png("again"))
                  .firstLine())
          .isEqualTo("again");
    }
  }
}
