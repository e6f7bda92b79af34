package io.palimpsest.tenantadmin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.palimpsest.evidence.EvidenceLog;
import io.palimpsest.evidence.leaf.Place;
import io.palimpsest.evidence.leaf.ReportIssued;
import io.palimpsest.evidence.merkle.Merkle;
import io.palimpsest.evidence.note.SigningKey;
import io.palimpsest.platform.admins.AdminAccount.Role;
import io.palimpsest.platform.admins.Admins;
import io.palimpsest.platform.call.Cells;
import io.palimpsest.platform.consent.Consents;
import io.palimpsest.platform.debugcopies.DebugCopies;
import io.palimpsest.platform.evidence.EvidenceCell;
import io.palimpsest.platform.metering.PriceLists;
import io.palimpsest.platform.offboarding.OffBoarding;
import io.palimpsest.platform.oversight.Oversight;
import io.palimpsest.platform.receipts.Receipts;
import io.palimpsest.platform.reports.ReportShelf;
import io.palimpsest.platform.rights.EndUserRights;
import io.palimpsest.platform.statements.StatementDesk;
import io.palimpsest.platform.subjects.SubjectCell;
import io.palimpsest.platform.tenancy.Application;
import io.palimpsest.platform.tenancy.Tenant;
import io.palimpsest.platform.testkit.ConsentFixtures;
import io.palimpsest.platform.testkit.CopyTelling;
import io.palimpsest.platform.testkit.InMemoryAdmins;
import io.palimpsest.platform.testkit.InMemoryControlStore;
import io.palimpsest.platform.testkit.InMemoryDebugCopies;
import io.palimpsest.platform.testkit.InMemoryDepartures;
import io.palimpsest.platform.testkit.InMemoryEvidence;
import io.palimpsest.platform.testkit.InMemoryOversight;
import io.palimpsest.platform.testkit.InMemoryReceiptKeys;
import io.palimpsest.platform.testkit.InMemoryRegion;
import io.palimpsest.platform.testkit.InMemoryReports;
import io.palimpsest.platform.testkit.InMemoryRights;
import io.palimpsest.platform.testkit.InMemorySubjects;
import io.palimpsest.platform.testkit.PlatformFixtures;
import io.palimpsest.policy.PolicyLibrary;
import io.palimpsest.policy.decision.PolicyDecisions;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** The API as it is served, over stores in memory, and a client of it. */
final class AdminApi implements AutoCloseable {
  static final ObjectMapper JSON = new ObjectMapper();

  static final int YEAR = 2026;

  final Clock clock = Clock.systemUTC();
  final InMemoryControlStore control = new InMemoryControlStore();
  final InMemoryReceiptKeys keys = new InMemoryReceiptKeys();
  final PolicyLibrary policies = PolicyLibrary.shipped();
  final Consents consents = new Consents(control, control, () -> policies, clock);
  final Receipts receipts = new Receipts(consents, () -> policies, keys);
  final InMemoryAdmins accounts = new InMemoryAdmins(id -> control.tenant(id).isPresent());
  final Admins admins = new Admins(accounts, new Argon2Passwords(), clock);
  final InMemoryRights requests = new InMemoryRights();
  final InMemoryDepartures departures = new InMemoryDepartures(control, accounts, requests);
  final OffBoarding offBoarding =
      new OffBoarding(departures, control, accounts, () -> policies, clock);
  final InMemoryRegion region =
      InMemoryRegion.of(PlatformFixtures.SINGAPORE, PlatformFixtures.SINGAPORE_TIME);
  final InMemoryDebugCopies debugCopies =
      new InMemoryDebugCopies(
          new CopyTelling(
              region.region(), region.zone(), clock, region.ledger()::salt, (_, _) -> {}),
          List::of);
  final SubjectCell singapore =
      InMemorySubjects.cell(PlatformFixtures.SINGAPORE, PlatformFixtures.SINGAPORE_TIME)
          .with(debugCopies);
  final EndUserRights rights =
      new EndUserRights(consents, requests, List.of(singapore), () -> policies, keys, clock);
  final InMemoryOversight acts = new InMemoryOversight(control);
  final Oversight oversight = new Oversight(acts, control, List.of(singapore), clock);
  final DebugCopies copies =
      new DebugCopies(
          new Cells(List.of(region.cell())),
          List.of(singapore),
          control,
          control,
          () -> policies,
          clock);
  final InMemoryReports reports = new InMemoryReports();
  final InMemoryEvidence logs = InMemoryEvidence.of(region);
  final EvidenceCell evidence = logs.cell(region);
  final StatementDesk statements =
      new StatementDesk(
          List.of(evidence),
          control,
          new PolicyDecisions(() -> policies),
          PriceLists.shipped(),
          Duration.ofSeconds(40),
          clock);
  final SigningKey logKey;
  final TenantAdmin server;
  private final HttpClient http = HttpClient.newHttpClient();

  AdminApi() {
    this(AdminSettings.TOKEN_LIFE);
  }

  AdminApi(Duration tokenLife) {
    int year = LocalDate.ofInstant(clock.instant(), evidence.zone()).getYear();
    evidence.keys().signing(year, "log.example/ap-singapore/" + year);
    logKey = evidence.keys().signing(YEAR, "log.example/ap-singapore/" + YEAR);
    byte[] leaf =
        new ReportIssued(
                new Place("ap-singapore", LocalDate.of(YEAR, 11, 21)),
                "retention",
                LocalDate.of(YEAR, 11, 20),
                LocalDate.of(YEAR, 11, 20),
                Merkle.leaf(new byte[0]),
                Instant.parse("2026-11-21T00:00:00Z"))
            .bytes();
    EvidenceLog.create(logs.log(YEAR), logKey).append(Collections.nCopies(300, leaf));
    server =
        TenantAdmin.start(
            new AdminDesk(
                consents,
                receipts,
                admins,
                rights,
                oversight,
                copies,
                new ReportShelf(Map.of(PlatformFixtures.SINGAPORE, reports)),
                statements,
                new Cells(List.of(region.cell())),
                offBoarding,
                List.of(evidence)),
            new AdminSettings("127.0.0.1", 0, tokenLife, AdminSettings.randomSecret()),
            clock);
  }

  /** A tenant with an AppID and two accounts, signed in. */
  record Signed(Tenant tenant, Application app, String email, String admin, String auditor) {}

  Signed tenant() throws Exception {
    return tenant(PlatformFixtures.tenant());
  }

  Signed tenant(Tenant tenant) throws Exception {
    control.save(tenant);
    Application app = PlatformFixtures.application(control.nextAppId(), tenant.id());
    control.save(app);
    ConsentFixtures.sayEverything(control, tenant, app.appId());
    String email = "petra." + tenant.id() + "@toys.example";
    return new Signed(
        tenant,
        app,
        email,
        token(tenant, email, Role.ADMIN),
        token(tenant, "audit." + tenant.id() + "@toys.example", Role.AUDITOR));
  }

  private String token(Tenant tenant, String email, Role role) throws Exception {
    String password = admins.make(tenant.id(), email, "data protection officer", role).password();
    HttpResponse<String> answer = signIn(email, password);
    return JSON.readTree(answer.body()).path("access_token").asText();
  }

  HttpResponse<String> signIn(String email, String password) throws Exception {
    return send("POST", "/v1/login", "", Map.of("username", email, "password", password));
  }

  HttpResponse<String> send(String method, String path, String token, Object body)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
            .method(
                method,
                body instanceof Map<?, ?> map && map.isEmpty()
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(
                        body instanceof String text ? text : JSON.writeValueAsString(body)))
            .header("Content-Type", "application/json");
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  JsonNode get(String path, String token) throws Exception {
    return JSON.readTree(send("GET", path, token, Map.of()).body());
  }

  @Override
  public void close() {
    http.close();
    server.close();
  }
}
