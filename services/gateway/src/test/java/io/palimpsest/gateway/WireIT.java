package io.palimpsest.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.palimpsest.gateway.http.MemoryBudget;
import io.palimpsest.gateway.testing.RawSocket;
import io.palimpsest.gateway.testing.SignedRequest;
import io.palimpsest.gateway.testing.TestGateway;
import io.palimpsest.platform.credentials.Caller;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What comes over the socket that no well-behaved client sends. */
class WireIT {
  private static TestGateway gateway;
  private static Caller caller;

  @BeforeAll
  static void start() {
    gateway =
        TestGateway.start(
            Map.of(
                "palimpsest.limits.request-timeout", "900ms",
                "palimpsest.limits.silence", "400ms",
                "palimpsest.limits.keep-alive", "5s",
                "palimpsest.limits.drain", "300ms"));
    caller = gateway.tenant();
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HELLO\r\n\r\n",
        "\u0016\u0003\u0001 garbage\r\n\r\n",
        "GET / HTTP/9.9.9\r\n\r\n",
        "POST / HTTP/1.1\r\nContent-Length: abc\r\n\r\n"
      })
  void garbageShouldBeAnsweredInTheEnvelope(String garbage) throws IOException {
    try (RawSocket socket = connect()) {
      socket.send(garbage);

      assertThat(socket.readAll())
          .startsWith("HTTP/1.1 200")
          .contains("UnsupportedProtocol", "RequestId");
    }
  }

  @Test
  void aQueryThatIsTooLongShouldBeRefused() throws IOException {
    try (RawSocket socket = connect()) {
      socket.send("GET /?a=" + "x".repeat(40_000) + " HTTP/1.1\r\nHost: h\r\n\r\n");

      assertThat(socket.readAll()).startsWith("HTTP/1.1 200").contains("RequestSizeLimitExceeded");
    }
  }

  @Test
  void headersThatAreTooLongShouldBeRefused() throws IOException {
    try (RawSocket socket = connect()) {
      socket.send("GET / HTTP/1.1\r\nHost: h\r\nX: " + "x".repeat(20_000) + "\r\n\r\n");

      assertThat(socket.readAll()).startsWith("HTTP/1.1 200").contains("RequestSizeLimitExceeded");
    }
  }

  @Test
  void aDeclaredBodyThatIsTooLargeShouldBeAnsweredBeforeItIsSent() throws IOException {
    try (RawSocket socket = connect()) {
      socket.send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 11000000\r\n\r\n");

      assertThat(socket.readAll())
          .contains("RequestSizeLimitExceeded")
          .contains("connection: close");
    }
  }

  @Test
  void aStreamedBodyShouldBeReadNoFurtherThanTheLimit() throws IOException {
    try (RawSocket socket = connect()) {
      socket.send("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n");
      String chunk = "10000\r\n" + "x".repeat(0x10000) + "\r\n";

      // What is read beyond the limit is thrown away, for as long as the drain lasts.
      await().pollInterval(Duration.ofMillis(1)).until(() -> !socket.trySend(chunk));

      await().untilAsserted(() -> assertThat(held()).isZero());
    }
  }

  @Test
  void aStreamedBodyThatIsTooLargeShouldBeToldSo() throws IOException {
    try (RawSocket socket = connect()) {
      socket.send("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n");
      for (int i = 0; i < 162; i++) {
        socket.send("10000\r\n" + "x".repeat(0x10000) + "\r\n");
      }
      socket.send("0\r\n\r\n");

      assertThat(socket.readAll()).contains("RequestSizeLimitExceeded");
    }
  }

  @Test
  void aClientThatFallsSilentShouldBeDropped() throws IOException {
    try (RawSocket socket = connect()) {
      socket.send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 100\r\n\r\n{");

      assertThat(socket.readAll()).isEmpty();
      await().untilAsserted(() -> assertThat(held()).isZero());
    }
  }

  @Test
  void aClientThatTricklesShouldBeDropped() throws IOException {
    try (RawSocket socket = connect()) {
      socket.send("POST / HT");
      Instant start = Instant.now();

      await()
          .pollInterval(Duration.ofMillis(100))
          .atMost(Duration.ofSeconds(5))
          .until(() -> !socket.trySend("x"));

      assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(4));
    }
  }

  @Test
  void pipelinedCallsShouldBeAnsweredInOrder() throws IOException {
    try (RawSocket socket = connect()) {
      socket.send(signed("one", "") + signed("two", "") + signed("three", "Connection: close\r\n"));

      String answers = socket.readAll();

      assertThat(answers.split("HTTP/1.1 200")).hasSize(4);
      assertThat(
              List.of(
                  answers.indexOf("\"one\""),
                  answers.indexOf("\"two\""),
                  answers.indexOf("\"three\"")))
          .isSorted()
          .doesNotContain(-1);
    }
  }

  @Test
  void aConnectionShouldServeOneCallAfterAnother() throws IOException {
    try (RawSocket socket = connect()) {
      for (String mark : List.of("first", "second")) {
        socket.send(signed(mark, ""));

        assertThat(socket.readResponse()).contains("\"" + mark + "\"");
      }
    }
  }

  @Test
  void headShouldBeAnsweredWithoutABody() throws IOException {
    try (RawSocket socket = connect()) {
      socket.send("HEAD / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");

      assertThat(socket.readAll()).startsWith("HTTP/1.1 200").endsWith("\r\n\r\n");
    }
  }

  @Test
  void whoeverAsksFirstShouldBeToldToContinue() throws IOException {
    try (RawSocket socket = connect()) {
      socket.send(
          "POST / HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n");

      assertThat(socket.readLine()).contains("100 Continue");
    }
  }

  @Test
  void aCallWhoseClientGoesAwayShouldBeCancelledAndNotBilled() throws Exception {
    try (RawSocket socket = connect()) {
      socket.send(signed("WAIT", ""));
      gateway.engine.waiting().await();
    }

    gateway.engine.cancelled().await();
    await()
        .untilAsserted(
            () ->
                assertThat(gateway.singapore.ledger().all())
                    .anySatisfy(
                        record -> {
                          assertThat(record.result())
                              .isEqualTo("FailedOperation.EngineRecognizeTimeout");
                          assertThat(record.fee()).isZero();
                        }));
    await().untilAsserted(() -> assertThat(held()).isZero());
  }

  private static long held() {
    return gateway.context.getBean(MemoryBudget.class).used();
  }

  private static RawSocket connect() throws IOException {
    return new RawSocket(gateway.port());
  }

  private static String signed(String mark, String moreHeaders) {
    return SignedRequest.of(gateway.port(), caller.credential(), mark, moreHeaders);
  }
}
