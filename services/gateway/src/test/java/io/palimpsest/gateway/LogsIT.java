package io.palimpsest.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.palimpsest.gateway.testing.Answer;
import io.palimpsest.gateway.testing.Client;
import io.palimpsest.gateway.testing.MarkedPictures;
import io.palimpsest.gateway.testing.StubEngine;
import io.palimpsest.gateway.testing.TestGateway;
import io.palimpsest.ocr.Findings;
import io.palimpsest.ocr.Quad;
import io.palimpsest.ocr.TextLine;
import io.palimpsest.platform.consent.ConsentAct;
import io.palimpsest.platform.consent.ConsentStore;
import io.palimpsest.platform.credentials.Caller;
import io.palimpsest.platform.credentials.Directory;
import io.palimpsest.platform.debugcopies.CopyContent;
import io.palimpsest.platform.metering.CallId;
import io.palimpsest.platform.testkit.ConsentFixtures;
import io.palimpsest.platform.testkit.InMemorySubjects;
import io.palimpsest.platform.testkit.PlatformFixtures;
import io.palimpsest.policy.DataClass;
import io.palimpsest.policy.decision.ConsentScope;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Nothing that a call was about may stand in a log, however it ends. */
class LogsIT {
  private static final String TEXT = "Wanda Wibble 1999-01-02";

  private final Queue<String> lines = new ConcurrentLinkedQueue<>();
  private static final Map<String, String> OWN_VERSION = Map.of("X-TC-Version", "2026-11-21");

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

  @Test
  void noPersonalValueShouldReachTheLogTheMetricsOrTheOperationLog() throws Exception {
    try (TestGateway gateway = TestGateway.start()) {
      Caller caller = gateway.tenant();
      gateway.control.append(
          caller.tenant().id(),
          _ ->
              new ConsentStore.Draft(
                  ConsentFixtures.BEGAN,
                  ConsentFixtures.OFFICER,
                  new ConsentAct.Attested(
                      caller.application().appId(),
                      ConsentFixtures.attestation(
                          new ConsentScope.Use(DataClass.IDENTIFICATION, "registration"),
                          Set.of("MLIDPassportOCR")),
                      ConsentFixtures.NOTICE)));
      gateway.findings(passport());
      Client client = gateway.client(caller);
      InMemorySubjects store = (InMemorySubjects) gateway.subjects.items();

      CallId kept = passportOf(client);
      store.outage().begin();
      passportOf(client);
      client.call("DescribeCall", Map.of("CallId", kept.toString()), OWN_VERSION);
      store.outage().end();
      Answer told = client.call("DescribeCall", Map.of("CallId", kept.toString()), OWN_VERSION);
      String metrics = metrics(gateway);

      assertThat(told.response().at("/Identification/Fields").toString())
          .contains("surname", "documentNumber");
      assertThat(metrics)
          .contains("palimpsest_identification_total{outcome=\"stored\",reason=\"none\"} 1.0")
          .contains("palimpsest_identification_total{outcome=\"failed\",reason=\"none\"} 1.0");
      List<String> written = new ArrayList<>(lines);
      written.add(metrics);
      written.add(told.response().toString());
      gateway.singapore.log().all().forEach(entry -> written.add(entry.toString()));
      assertThat(written).anyMatch(line -> line.contains("outcome=stored"));
      for (String personal :
          List.of("WIBBLETON", "ANNAGRET", "L898902C3", "1974", "customer-4711")) {
        assertThat(written).noneMatch(line -> line.contains(personal));
      }
    }
  }

  @Test
  void aDebugCopyShouldHoldWhatWasAnsweredWhichShouldStandNowhereElse() throws Exception {
    try (TestGateway gateway = TestGateway.start()) {
      Caller caller =
          gateway.tenant(_ -> PlatformFixtures.tenant("deepseek-ocr"), it -> it, it -> it);
      Instant now = Instant.now();
      gateway.control.append(
          caller.tenant().id(),
          _ ->
              new ConsentStore.Draft(
                  now.minusSeconds(60),
                  ConsentFixtures.OFFICER,
                  new ConsentAct.OptedIn(now.plusSeconds(86_400))));
      gateway.context.getBean(Directory.class).poll();
      Client client = gateway.client(caller);
      byte[] picture = MarkedPictures.png(TEXT);

      Answer answer = client.read("GeneralBasicOCR", picture);
      Answer refused = client.read("GeneralBasicOCR", MarkedPictures.png("CRASH"));
      gateway.copies.objectsOutage().begin();
      Answer uncopied = client.read("GeneralBasicOCR", picture);
      gateway.copies.objectsOutage().end();
      CallId callId = CallId.parse(answer.response().path("RequestId").asText());
      Answer told = client.call("DescribeCall", Map.of("CallId", callId.toString()), OWN_VERSION);
      CopyContent copy = gateway.copies.read(callId, Instant.now()).orElseThrow();
      CallId failed = CallId.parse(refused.response().path("RequestId").asText());
      CopyContent failure = gateway.copies.read(failed, Instant.now()).orElseThrow();
      Answer erased = client.call("EraseCall", Map.of("CallId", callId.toString()), OWN_VERSION);
      String metrics = metrics(gateway);

      assertThat(copy.upload()).isEqualTo(picture);
      assertThat(new String(copy.answer(), UTF_8)).isEqualTo(answer.text());
      assertThat(new String(failure.answer(), UTF_8)).isEqualTo(refused.text());
      assertThat(uncopied.code()).isEmpty();
      assertThat(told.response().at("/DebugCopy/State").asText()).isEqualTo("held");
      assertThat(told.response().at("/DebugCopy/Bytes").asLong()).isEqualTo(copy.size());
      assertThat(told.response().at("/DebugCopy/Basis/Purposes/0/Name").asText())
          .isEqualTo("debugging");
      assertThat(erased.response().at("/Erased/2/Class").asText()).isEqualTo("debug-copy");
      assertThat(erased.response().at("/Erased/2/State").asText()).isEqualTo("erased");
      assertThat(gateway.copies.find(callId)).isEmpty();
      assertThat(metrics)
          .contains("palimpsest_debug_copies_total{outcome=\"made\"} 2.0")
          .contains("palimpsest_debug_copies_total{outcome=\"failed\"} 1.0");
      List<String> written = new ArrayList<>(lines);
      written.add(metrics);
      written.add(told.response().toString());
      gateway.singapore.log().all().forEach(entry -> written.add(entry.toString()));
      assertThat(written).anyMatch(line -> line.contains("debugCopy={"));
      assertThat(written).noneMatch(line -> line.contains("Wibble") || line.contains("1999-01"));
    }
  }

  private static CallId passportOf(Client client) {
    Answer answer =
        client.call(
            "MLIDPassportOCR",
            Map.of("ImageBase64", Base64.getEncoder().encodeToString(MarkedPictures.png("page"))),
            Map.of("X-Palimpsest-End-User", "customer-4711"));
    assertThat(answer.response().path("Surname").asText()).isEqualTo("WIBBLETON");
    return CallId.parse(answer.response().path("RequestId").asText());
  }

  /** The zone of ICAO's specimen with another name, as read and as repaired, and a portrait. */
  private static Findings passport() {
    List<TextLine> zone =
        List.of(
            StubEngine.line("P<UTOWIBBLETON<<ANNAGRET<<<<<<<<<<<<<<<<<<<<"),
            StubEngine.line("L898902C36UTO7408122F1204159ZE184226B<<<<<10"));
    return new Findings(
        List.of(zone.get(0), zone.get(1), zone.get(0), zone.get(1)),
        List.of(new Findings.Cutout(Quad.rectangle(0, 0, 35, 45), new byte[] {1, 2})));
  }

  private static String metrics(TestGateway gateway) throws Exception {
    URI page = URI.create("http://127.0.0.1:" + gateway.gateway.managementPort() + "/prometheus");
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(HttpRequest.newBuilder(page).build(), HttpResponse.BodyHandlers.ofString())
          .body();
    }
  }
}
