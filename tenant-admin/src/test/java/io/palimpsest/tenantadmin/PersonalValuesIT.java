package io.palimpsest.tenantadmin;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.AppenderBase;
import io.palimpsest.platform.testkit.ConsentFixtures;
import io.palimpsest.platform.testkit.SubjectFixtures;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Everything that a run writes, searched for every personal value that went through it. */
class PersonalValuesIT {
  private static final String REFERENCE = "customer-4711-wibble";
  private static final String CORRECTED = "WIBBLE, WANDA";

  private final Queue<String> written = new ConcurrentLinkedQueue<>();
  private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  private final Logger ours = (Logger) LoggerFactory.getLogger("io.palimpsest");
  private final AppenderBase<ILoggingEvent> appender =
      new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
          StringBuilder line = new StringBuilder(event.getLoggerName());
          line.append(' ').append(event.getMDCPropertyMap());
          line.append(' ').append(event.getFormattedMessage());
          for (IThrowableProxy t = event.getThrowableProxy(); t != null; t = t.getCause()) {
            line.append(' ').append(t.getClassName()).append(' ').append(t.getMessage());
          }
          written.add(line.toString());
        }
      };
  private Level before;

  @BeforeEach
  void listen() {
    before = root.getLevel();
    root.setLevel(Level.INFO);
    ours.setLevel(Level.TRACE);
    appender.start();
    root.addAppender(appender);
  }

  @AfterEach
  void stop() {
    root.detachAppender(appender);
    root.setLevel(before);
    ours.setLevel(null);
  }

  @Test
  void nothingThatIsWrittenShouldHoldAPersonalValue() throws Exception {
    try (AdminApi api = new AdminApi()) {
      AdminApi.Signed signed = api.tenant();
      String attestations = "/v1/applications/" + signed.app().appId() + "/attestations";
      for (String path :
          List.of("/v1/export", "/v1/history", "/v1/standing", attestations, "/v1/requests")) {
        api.send("GET", path, signed.admin(), Map.of());
      }
      api.send("PUT", "/v1/party", signed.admin(), Map.of("name", CORRECTED, "address", REFERENCE));
      api.send("POST", attestations, signed.admin(), "{\"howObtained\": \"" + REFERENCE);
      for (String kind :
          List.of(
              "access",
              "withdraw",
              "correct",
              "restrict",
              "unrestrict",
              "erase",
              "child-data",
              CORRECTED)) {
        api.send("POST", "/v1/requests", signed.admin(), request(kind));
      }
      api.send("GET", "/v1/requests/" + REFERENCE, signed.admin(), Map.of());
      api.signIn(REFERENCE + "@toys.example", CORRECTED);
      api.control.outage().begin();
      api.send("POST", "/v1/requests", signed.admin(), request("erase"));
      api.send("GET", "/v1/export", signed.admin(), Map.of());

      List<String> personal = new ArrayList<>(SubjectFixtures.PERSONAL);
      personal.addAll(
          List.of(
              REFERENCE,
              CORRECTED,
              signed.email(),
              signed.admin(),
              ConsentFixtures.OFFICER.id(),
              ConsentFixtures.TOYS.address(),
              ConsentFixtures.TOYS.contact()));
      for (String value : personal) {
        assertThat(written).noneMatch(line -> line.contains(value));
      }
    }
  }

  private static Map<String, Object> request(String kind) {
    Map<String, Object> body = new HashMap<>();
    body.put("kind", kind);
    body.put("endUser", REFERENCE);
    body.put("purpose", "model-improvement");
    body.put("item", "01a1fe2a-f4ed-7c36-8700-a73b96da2b28");
    body.put("field", "name");
    body.put("value", CORRECTED);
    body.put("verifiedBy", "desk 4");
    body.put("verifiedHow", "signed in with two factors");
    return body;
  }
}
