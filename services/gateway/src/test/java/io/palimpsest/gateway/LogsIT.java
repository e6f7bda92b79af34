package io.palimpsest.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.palimpsest.gateway.testing.Answer;
import io.palimpsest.gateway.testing.Client;
import io.palimpsest.gateway.testing.MarkedPictures;
import io.palimpsest.gateway.testing.TestGateway;
import io.palimpsest.platform.credentials.Caller;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Nothing that a call was about may stand in a log, however it ends. */
class LogsIT {
  private static final String TEXT = "Wanda Wibble 1999-01-02";

  private final Queue<String> lines = new ConcurrentLinkedQueue<>();
  private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  private final AppenderBase<ILoggingEvent> appender =
      new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
          lines.add(
              event.getLevel()
                  + " "
                  + event.getMDCPropertyMap()
                  + " "
                  + event.getFormattedMessage()
                  + " "
                  + (event.getThrowableProxy() == null
                      ? ""
                      : event.getThrowableProxy().getMessage()));
        }
      };
  private Level before;

  @BeforeEach
  void listen() {
    before = root.getLevel();
    root.setLevel(Level.DEBUG);
    ((Logger) LoggerFactory.getLogger("io.netty")).setLevel(Level.INFO);
    ((Logger) LoggerFactory.getLogger("jdk.internal.httpclient")).setLevel(Level.OFF);
    root.detachAppender("STDOUT");
    appender.start();
    root.addAppender(appender);
  }

  @AfterEach
  void stop() {
    root.detachAppender(appender);
    root.setLevel(before);
  }

  @Test
  void noSecretAndNoContentShouldReachTheLog() {
    try (TestGateway gateway = TestGateway.start()) {
      Caller caller = gateway.tenant();
      Client client = gateway.client(caller);
      String base64 = Base64.getEncoder().encodeToString(MarkedPictures.png(TEXT));

      Answer answer =
          client.call(
              "GeneralBasicOCR",
              Map.of("ImageBase64", base64),
              Map.of("X-TC-RequestClient", "SDK_JAVA_3"));
      client.call("GeneralBasicOCR", Map.of("ImageBase64", base64, "LanguageType", "Wibblish"));
      client.call("Wibble" + base64.substring(0, 40), Map.of());
      client.post(
          "GeneralBasicOCR",
          ("{\"ImageBase64\":\"" + base64 + "\",\"x\":" + TEXT).getBytes(),
          Map.of());
      client.call("GeneralBasicOCR", Map.of("ImageUrl", "http://127.0.0.1/Wibble?secret=Wibble"));
      client.read("GeneralBasicOCR", MarkedPictures.png("CRASH"));
      Answer told =
          client.call(
              "GeneralBasicOCR",
              Map.of("ImageBase64", base64),
              Map.of(
                  "X-Palimpsest-End-User",
                  "customer-Wibble-17",
                  "X-Palimpsest-Consent-Record",
                  "record-Wibble-18",
                  "X-Palimpsest-Jurisdiction",
                  "SG"));
      Answer huge =
          client.call(
              "GeneralBasicOCR",
              Map.of("ImageBase64", base64),
              Map.of("X-Palimpsest-End-User", "Wibble".repeat(40)));
      client.v1("POST", "HmacSHA1", "GeneralBasicOCR", Map.of("ImageBase64", base64), Map.of());

      await().untilAsserted(() -> assertThat(lines).anyMatch(line -> line.contains("SDK_JAVA")));
      assertThat(answer.firstLine()).isEqualTo(TEXT);
      assertThat(told.firstLine()).isEqualTo(TEXT);
      assertThat(huge.code()).isEqualTo("InvalidParameterValue");
      assertThat(huge.message()).contains("X-Palimpsest-End-User").doesNotContain("Wibble");
      assertThat(lines).anyMatch(line -> line.contains("appId=" + caller.application().appId()));
      assertThat(lines)
          .anyMatch(
              line -> line.contains("callId=" + answer.response().path("RequestId").asText()));
      for (String hidden :
          List.of(
              caller.credential().secretKey().reveal(),
              "Signature=",
              "Wibble",
              "Wibblish",
              "1999-01-02",
              base64.substring(0, 30),
              base64.substring(40, 70),
              "stub says")) {
        assertThat(lines).noneMatch(line -> line.contains(hidden));
      }
    }
  }
}
