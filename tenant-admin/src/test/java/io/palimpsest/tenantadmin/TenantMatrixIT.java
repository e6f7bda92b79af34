package io.palimpsest.tenantadmin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.web.router.Router;
import io.palimpsest.platform.reports.ReportName;
import io.palimpsest.platform.tenancy.Region;
import io.palimpsest.platform.testkit.PlatformFixtures;
import io.palimpsest.policy.PolicyModule;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Every endpoint that the router has, tried by somebody who is not signed in, by another tenant's
 * admin, and by an auditor. An endpoint without a line here makes the test fail.
 */
class TenantMatrixIT {
  private static final String ATTESTATION_BODY =
      """
      {"interfaces": ["MLIDPassportOCR"], "use": {"class": "identification", "purpose": "registration"},
       "jurisdictions": {"SG": {"from": 21}}, "howObtained": "tick box before capture",
       "text": {"version": "1", "sha256": "%s", "language": "en"}, "until": "2035-01-01T00:00:00Z"}
      """
          .formatted("ab".repeat(32));

  private static final String REQUEST_BODY =
      """
      {"kind": "access", "endUser": "customer 4711", "verifiedBy": "desk 4",
       "verifiedHow": "signed in with two factors"}
      """;

  /** Of a region, and so of every tenant there. */
  private static final ReportName REPORT =
      new ReportName(
          PlatformFixtures.SINGAPORE,
          LocalDate.parse("2026-10-01"),
          LocalDate.parse("2026-10-31"),
          Instant.parse("2026-11-01T00:05:00Z"));

  private static final String LEAVING_BODY =
      """
      {"password": "a guess", "reason": "we close"}
      """;

  private static AdminApi api;
  private static AdminApi.Signed own;
  private static AdminApi.Signed other;
  private static String attestation;
  private static long entry;
  private static String request;

  /** What an endpoint does with another tenant's things. */
  private enum Kind {
    /**
     * Names nothing of a tenant in its path: it is about the caller's own tenant, or about none.
     */
    OWN_ONLY,
    /** Names something by an id that may be another tenant's. */
    NAMES_A_THING
  }

  /**
   * @param route as the router has it
   * @param path with the ids of the tenant that is attacked
   * @param writes whether an auditor must be kept out
   */
  private record Line(String route, String path, Kind kind, boolean writes, String body) {
    String method() {
      return route.substring(0, route.indexOf(' '));
    }
  }

  @BeforeAll
  static void start() throws Exception {
    api = new AdminApi();
    api.reports.put(REPORT, new byte[] {'P', 'K'});
    own = api.tenant();
    other = api.tenant();
    JsonNode first =
        api.get("/v1/applications/" + own.app().appId() + "/attestations", own.admin()).get(0);
    attestation = first.path("id").asText();
    entry = api.get("/v1/history", own.admin()).get(0).path("number").asLong();
    request =
        AdminApi.JSON
            .readTree(api.send("POST", "/v1/requests", own.admin(), REQUEST_BODY).body())
            .path("id")
            .asText();
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  private static List<Line> lines() {
    String app = "/v1/applications/" + own.app().appId() + "/attestations";
    String statement =
        "/v1/applications/"
            + own.app().appId()
            + "/statements/ap-singapore/"
            + YearMonth.now(api.evidence.zone());
    PolicyModule policy = api.policies.module(own.tenant().policy());
    String acceptance =
        "{\"version\": \"" + policy.version() + "\", \"sha256\": \"" + policy.hash() + "\"}";
    return List.of(
        own("GET /v1/standing", ""),
        own("GET /v1/policies", ""),
        own("GET /v1/applications", ""),
        own("GET /v1/history", ""),
        own("GET /v1/receipt-keys", ""),
        own("GET /v1/oversight", ""),
        own("GET /v1/export", ""),
        writing("PUT /v1/party", "{\"name\": \"Mallory\", \"address\": \"x\", \"contact\": \"y\"}"),
        writing("POST /v1/acceptances", acceptance),
        writing("POST /v1/objections", "{\"version\": \"9.0.0\", \"reason\": \"no\"}"),
        writing("PUT /v1/debug-copies", "{\"until\": \"2030-01-01T00:00:00Z\"}"),
        writing("DELETE /v1/debug-copies", ""),
        own("GET /v1/debug-copies", ""),
        copy("upload"),
        copy("answer"),
        new Line(
            "PUT /v1/periods/{dataClass}",
            "/v1/periods/identification",
            Kind.OWN_ONLY,
            true,
            "{\"period\": \"P7D\"}"),
        new Line(
            "DELETE /v1/periods/{dataClass}",
            "/v1/periods/identification",
            Kind.OWN_ONLY,
            true,
            ""),
        new Line("GET /v1/applications/{appId}/attestations", app, Kind.NAMES_A_THING, false, ""),
        new Line(
            "POST /v1/applications/{appId}/attestations",
            app,
            Kind.NAMES_A_THING,
            true,
            ATTESTATION_BODY),
        new Line(
            "POST /v1/attestations/{id}/revocation",
            "/v1/attestations/" + attestation + "/revocation",
            Kind.NAMES_A_THING,
            true,
            ""),
        new Line(
            "GET /v1/attestations/{id}/receipt",
            "/v1/attestations/" + attestation + "/receipt",
            Kind.NAMES_A_THING,
            false,
            ""),
        own("GET /v1/reports", ""),
        new Line("GET /v1/reports/{name}", "/v1/reports/" + REPORT, Kind.OWN_ONLY, false, ""),
        new Line(
            "GET /v1/applications/{appId}/statements/{region}/{month}",
            statement,
            Kind.NAMES_A_THING,
            false,
            ""),
        new Line(
            "GET /v1/applications/{appId}/statements/{region}/{month}/records",
            statement + "/records",
            Kind.NAMES_A_THING,
            false,
            ""),
        own("GET /v1/departures", ""),
        writing("POST /v1/departure", LEAVING_BODY),
        writing("DELETE /v1/departure", ""),
        writing("POST /v1/account/deletion", LEAVING_BODY),
        new Line(
            "GET /v1/evidence/{place}/{year}/{path}",
            "/v1/evidence/ap-singapore/2026/checkpoint",
            Kind.OWN_ONLY,
            false,
            ""),
        own("GET /v1/requests", ""),
        writing("POST /v1/requests", REQUEST_BODY),
        new Line("GET /v1/requests/{id}", "/v1/requests/" + request, Kind.NAMES_A_THING, false, ""),
        new Line(
            "GET /v1/requests/{id}/receipt",
            "/v1/requests/" + request + "/receipt",
            Kind.NAMES_A_THING,
            false,
            ""),
        new Line(
            "POST /v1/requests/{id}/resumption",
            "/v1/requests/" + request + "/resumption",
            Kind.NAMES_A_THING,
            true,
            ""),
        new Line(
            "GET /v1/history/{number}/receipt",
            "/v1/history/" + entry + "/receipt",
            Kind.NAMES_A_THING,
            false,
            ""));
  }

  private static Line own(String route, String body) {
    return new Line(route, route.substring(route.indexOf(' ') + 1), Kind.OWN_ONLY, false, body);
  }

  /** What is in a copy is not for auditors. */
  private static Line copy(String part) {
    return new Line(
        "GET /v1/debug-copies/{callId}/" + part,
        "/v1/debug-copies/01a1ff4e-11de-7a7c-9a53-3a0f0ea1a7f2/" + part,
        Kind.NAMES_A_THING,
        true,
        "");
  }

  private static Line writing(String route, String body) {
    return new Line(route, route.substring(route.indexOf(' ') + 1), Kind.OWN_ONLY, true, body);
  }

  @Test
  void everyEndpointShouldHaveALineHere() {
    Set<String> served =
        api.server
            .context()
            .getBean(Router.class)
            .uriRoutes()
            .map(route -> route.getHttpMethodName() + " " + route.getUriMatchTemplate())
            .map(route -> route.replaceAll(":[^}]*}", "}")) // what a part may look like
            .filter(route -> !route.startsWith("HEAD ") && !route.startsWith("OPTIONS "))
            .collect(Collectors.toCollection(TreeSet::new));

    Set<String> known =
        lines().stream().map(Line::route).collect(Collectors.toCollection(TreeSet::new));
    known.add("POST /v1/login");
    assertThat(served).isEqualTo(known);
  }

  @Test
  void nobodyShouldGetAnythingWithoutAToken() throws Exception {
    for (Line line : lines()) {
      for (String token : List.of("", "forged", own.admin().substring(1), unsigned(own.admin()))) {
        HttpResponse<String> answer = api.send(line.method(), line.path(), token, body(line));

        assertThat(answer.statusCode()).as(line.route()).isEqualTo(401);
        assertThat(answer.headers().firstValue("Content-Type"))
            .as(line.route())
            .hasValue("application/problem+json");
      }
    }
  }

  @Test
  void anotherTenantsAdminShouldSeeAndChangeNothing() throws Exception {
    List<String> secrets =
        List.of(
            own.tenant().id().value(),
            own.app().appId().toString(),
            attestation,
            own.email(),
            request);
    for (Line line : lines()) {
      String before = api.send("GET", "/v1/export", own.admin(), Map.of()).body();

      HttpResponse<String> answer = api.send(line.method(), line.path(), other.admin(), body(line));

      if (line.kind() == Kind.NAMES_A_THING) {
        assertThat(answer.statusCode()).as(line.route()).isEqualTo(404);
      }
      assertThat(secrets).as(line.route()).noneMatch(answer.body()::contains);
      assertThat(api.send("GET", "/v1/export", own.admin(), Map.of()).body())
          .as(line.route())
          .isEqualTo(before);
    }
  }

  @Test
  void whatIsAnothersShouldLookLikeWhatIsNotThere() throws Exception {
    for (Line line : lines()) {
      if (line.kind() == Kind.NAMES_A_THING) {
        String nowhere =
            line.path()
                .replace(own.app().appId().toString(), "1999999999")
                .replace(attestation, "at-00000000-0000-0000-0000-000000000000")
                .replace(request, "rq-00000000-0000-0000-0000-000000000000")
                .replace("history/" + entry, "history/999999999");

        HttpResponse<String> others =
            api.send(line.method(), line.path(), other.admin(), body(line));
        HttpResponse<String> missing = api.send(line.method(), nowhere, other.admin(), body(line));

        assertThat(others.body()).as(line.route()).isEqualTo(missing.body());
        assertThat(others.statusCode()).isEqualTo(missing.statusCode());
      }
    }
  }

  @Test
  void anAuditorShouldLookAndNotAct() throws Exception {
    for (Line line : lines()) {
      String before = api.send("GET", "/v1/history", own.admin(), Map.of()).body();

      HttpResponse<String> answer = api.send(line.method(), line.path(), own.auditor(), body(line));

      assertThat(answer.statusCode()).as(line.route()).isEqualTo(line.writes() ? 403 : 200);
      assertThat(api.send("GET", "/v1/history", own.admin(), Map.of()).body()).isEqualTo(before);
    }
  }

  @Test
  void reportsShouldBeThoseOfTheTenantsRegions() throws Exception {
    ReportName elsewhere =
        new ReportName(new Region("eu-frankfurt"), REPORT.from(), REPORT.to(), REPORT.issued());

    JsonNode listed = api.get("/v1/reports", own.auditor());
    HttpResponse<String> missing =
        api.send("GET", "/v1/reports/" + elsewhere, own.auditor(), Map.of());
    HttpResponse<String> none = api.send("GET", "/v1/reports/none", own.auditor(), Map.of());

    assertThat(listed).hasSize(1);
    assertThat(listed.get(0).path("report").asText()).isEqualTo(REPORT.toString());
    assertThat(missing.statusCode()).isEqualTo(404);
    assertThat(none.statusCode()).isEqualTo(404);
  }

  /** The same claims under no signature at all. */
  private static String unsigned(String token) {
    String[] parts = token.split("\\.");
    return "eyJhbGciOiJub25lIn0." + parts[1] + ".";
  }

  private static Object body(Line line) {
    return line.body().isEmpty() ? Map.of() : line.body();
  }
}
