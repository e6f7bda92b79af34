package io.palimpsest.tenantadmin;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.JWSObject;
import io.palimpsest.evidence.note.SignedDocument;
import io.palimpsest.evidence.statement.MeteringStatement;
import io.palimpsest.evidence.statement.RecordTree;
import io.palimpsest.platform.admins.AdminAccount;
import io.palimpsest.platform.admins.AdminAccount.Role;
import io.palimpsest.platform.debugcopies.DebugCopies;
import io.palimpsest.platform.debugcopies.DebugCopy;
import io.palimpsest.platform.metering.MonitoringRecord;
import io.palimpsest.platform.tenancy.Suspension;
import io.palimpsest.platform.tenancy.Tenant;
import io.palimpsest.platform.testkit.DebugCopyStoreContract;
import io.palimpsest.platform.testkit.PlatformFixtures;
import io.palimpsest.verify.Verifier;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TenantAdminIT {
  private static AdminApi api;

  @BeforeAll
  static void start() {
    api = new AdminApi();
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  @Test
  void aWrongPasswordShouldBeRefusedAsIfThereWereNoAccount() throws Exception {
    AdminApi.Signed signed = api.tenant();

    HttpResponse<String> wrong = api.signIn(signed.email(), "guessed");
    HttpResponse<String> nobody = api.signIn("nobody@nowhere.example", "guessed");

    assertThat(wrong.statusCode()).isEqualTo(401);
    assertThat(wrong.body()).isEqualTo(nobody.body());
  }

  @Test
  void anAdminShouldReadTheCopiesThatItsTenantWantsUntilItWantsThemNoMore() throws Exception {
    AdminApi.Signed signed = api.tenant(PlatformFixtures.tenant("deepseek-ocr"));
    AdminApi.Signed other = api.tenant(PlatformFixtures.tenant("deepseek-ocr"));
    Instant until = api.clock.instant().plus(Duration.ofDays(9));
    for (AdminApi.Signed each : List.of(signed, other)) {
      api.send("PUT", "/v1/debug-copies", each.admin(), Map.of("until", until.toString()));
    }
    DebugCopy copy =
        DebugCopyStoreContract.copy(signed.app().appId(), api.clock.instant().plusMillis(5));
    api.debugCopies.keep(copy, DebugCopyStoreContract.content(), () -> true);
    String path = "/v1/debug-copies/" + copy.callId();

    JsonNode listed = api.get("/v1/debug-copies", signed.auditor());
    HttpResponse<String> upload = api.send("GET", path + "/upload", signed.admin(), Map.of());
    HttpResponse<String> answer = api.send("GET", path + "/answer", signed.admin(), Map.of());
    HttpResponse<String> audited = api.send("GET", path + "/answer", signed.auditor(), Map.of());
    HttpResponse<String> theirs = api.send("GET", path + "/answer", other.admin(), Map.of());

    assertThat(listed).hasSize(1);
    assertThat(listed.get(0).path("callId").asText()).isEqualTo(copy.callId().toString());
    assertThat(listed.get(0).path("goneBy").asText()).isEqualTo(copy.due().toString());
    assertThat(listed.get(0).path("bytes").asLong()).isEqualTo(copy.bytes());
    assertThat(upload.body().getBytes(UTF_8)).isEqualTo(DebugCopyStoreContract.content().upload());
    assertThat(answer.body().getBytes(UTF_8)).isEqualTo(DebugCopyStoreContract.content().answer());
    assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
    assertThat(audited.statusCode()).isEqualTo(403);
    assertThat(theirs.statusCode()).isEqualTo(404);
    assertThat(api.get("/v1/debug-copies", other.admin())).isEmpty();
    assertThat(api.region.log().all())
        .filteredOn(entry -> entry.action().equals(DebugCopies.ACTION))
        .hasSize(2);
    api.send("DELETE", "/v1/debug-copies", signed.admin(), Map.of());
    assertThat(api.get("/v1/debug-copies", signed.admin())).isEmpty();
    assertThat(api.send("GET", path + "/answer", signed.admin(), Map.of()).statusCode())
        .isEqualTo(404);
  }

  @Test
  void aWholeLogShouldBeVerifiedByTheOfflineVerifierWithAnAuditorsToken() throws Exception {
    AdminApi.Signed signed = api.tenant();
    String log = "http://127.0.0.1:" + api.server.port() + "/v1/evidence/ap-singapore/2026";
    List<String> said = new ArrayList<>();
    String key = api.logKey.verifier().toString();

    int code =
        Verifier.standard().run(List.of(log, "--key", key, "--token", signed.auditor()), said::add);
    int without = Verifier.standard().run(List.of(log, "--key", key), _ -> {});

    assertThat(code).as(String.join("\n", said)).isEqualTo(Verifier.VERIFIED);
    assertThat(String.join("\n", said)).contains("the log's 300 entries", "300 report");
    assertThat(without).isEqualTo(Verifier.UNDECIDED);
  }

  @Test
  void pathsThatAreOfNoLogShouldFindNothing() throws Exception {
    AdminApi.Signed signed = api.tenant();
    String evidence = "/v1/evidence/ap-singapore/2026/";

    HttpResponse<String> tile =
        api.send("GET", evidence + "tile/0/001.p/44", signed.admin(), Map.of());
    assertThat(tile.statusCode()).isEqualTo(200);
    assertThat(tile.headers().firstValue("Content-Type")).hasValue("application/octet-stream");
    for (String none :
        List.of(
            evidence + "tile/0/../../x",
            evidence + "..%2f..%2fcheckpoint",
            evidence + "%2e%2e/2026/checkpoint",
            evidence + "tile/0/0",
            evidence + "tile/64/000",
            evidence + "tile/0/x999/x999/x999/x999/x999/x999/x999/999",
            evidence + "checkpoint%00",
            evidence + "x".repeat(3_000),
            "/v1/evidence/ap-singapore/2025/checkpoint",
            "/v1/evidence/ap-singapore/99999999999/checkpoint",
            "/v1/evidence/eu-frankfurt/2026/checkpoint",
            "/v1/evidence/..%2f../2026/checkpoint")) {
      HttpResponse<String> answer = api.send("GET", none, signed.admin(), Map.of());

      assertThat(answer.statusCode()).as(none).isIn(400, 404);
      assertThat(answer.body()).as(none).doesNotContain("xxx", "palimpsest");
    }
  }

  @Test
  void guessingShouldBeStopped() throws Exception {
    AdminApi.Signed signed = api.tenant();
    String password =
        api.admins
            .make(signed.tenant().id(), "slow." + signed.email(), "officer", Role.ADMIN)
            .password();
    for (int i = 0; i < SignInBrake.FAILURES; i++) {
      api.signIn("slow." + signed.email(), "guess " + i);
    }

    assertThat(api.signIn("slow." + signed.email(), password).statusCode()).isEqualTo(401);
  }

  @Test
  void leavingShouldNeedThePasswordOnceMoreAndBeTakenBackInTime() throws Exception {
    AdminApi.Signed signed = api.tenant();
    String email = "owner." + signed.email();
    String password = api.admins.make(signed.tenant().id(), email, "owner", Role.ADMIN).password();
    String token =
        AdminApi.JSON.readTree(api.signIn(email, password).body()).path("access_token").asText();

    HttpResponse<String> guessed = api.send("POST", "/v1/departure", token, leaving("a guess"));
    HttpResponse<String> asked = api.send("POST", "/v1/departure", token, leaving(password));
    HttpResponse<String> again = api.send("POST", "/v1/departure", token, leaving(password));

    assertThat(guessed.statusCode()).isEqualTo(422);
    assertThat(asked.statusCode()).isEqualTo(201);
    assertThat(again.statusCode()).isEqualTo(409);
    assertThat(api.control.tenant(signed.tenant().id()).orElseThrow().state())
        .isEqualTo(Tenant.State.LEAVING);
    JsonNode shown = api.get("/v1/departures", signed.auditor()).get(0);
    assertThat(shown.path("stage").asText()).isEqualTo("leaving");
    assertThat(shown.path("steps").get(0).path("step").asText()).isEqualTo("stop-calls");
    assertThat(shown.path("steps").get(0).path("state").asText()).isEqualTo("done");

    HttpResponse<String> stays = api.send("DELETE", "/v1/departure", token, Map.of());

    assertThat(stays.statusCode()).isEqualTo(200);
    assertThat(api.control.tenant(signed.tenant().id())).contains(signed.tenant());
    assertThat(api.send("DELETE", "/v1/departure", token, Map.of()).statusCode()).isEqualTo(404);
  }

  @Test
  void aTenantThatIsNotServedShouldReadSinceWhenAndWhyAndNotByWhom() throws Exception {
    AdminApi.Signed signed = api.tenant();
    Suspension since =
        new Suspension("olga", "three unpaid months", Instant.parse("2026-11-22T01:02:03.004Z"));
    api.control.save(signed.tenant().suspended(Tenant.State.IN_ARREARS, since));

    JsonNode standing = api.get("/v1/standing", signed.auditor());

    assertThat(standing.path("suspended").path("state").asText()).isEqualTo("in-arrears");
    assertThat(standing.path("suspended").path("since").asText())
        .isEqualTo("2026-11-22T01:02:03.004Z");
    assertThat(standing.path("suspended").path("reason").asText()).isEqualTo("three unpaid months");
    assertThat(api.get("/v1/export", signed.auditor()).toString()).doesNotContain("olga");
    api.control.save(signed.tenant());
    assertThat(api.get("/v1/standing", signed.auditor()).has("suspended")).isFalse();
  }

  @Test
  void anErasedAccountsTokenShouldBeGoodForNoOtherOfItsAddress() throws Exception {
    AdminApi.Signed signed = api.tenant();
    String email = "leaves." + signed.email();
    AdminAccount made = api.admins.make(signed.tenant().id(), email, "owner", Role.ADMIN).account();
    String password = api.admins.make(signed.tenant().id(), email, "owner", Role.ADMIN).password();
    String token =
        AdminApi.JSON.readTree(api.signIn(email, password).body()).path("access_token").asText();

    HttpResponse<String> deleted =
        api.send(
            "POST",
            "/v1/account/deletion",
            token,
            Map.of("password", password, "reason", "I leave the company"));

    assertThat(deleted.statusCode()).isEqualTo(201);
    assertThat(deleted.body()).doesNotContain(email);
    api.accounts.save(
        new AdminAccount(
            made.email(),
            made.tenant(),
            made.capacity(),
            made.role(),
            made.passwordHash(),
            true,
            made.created().plusSeconds(5)));
    assertThat(api.send("GET", "/v1/standing", token, Map.of()).statusCode()).isEqualTo(401);
  }

  private static Map<String, Object> leaving(String password) {
    return Map.of("password", password, "reason", "we close");
  }

  @Test
  void attestingAndTakingBackShouldBeOneCallEach() throws Exception {
    AdminApi.Signed signed = api.tenant();
    String path = "/v1/applications/" + signed.app().appId() + "/attestations";
    Map<String, Object> body =
        Map.of(
            "interfaces", List.of("MLIDPassportOCR"),
            "use", Map.of("class", "identification", "purpose", "registration"),
            "jurisdictions", Map.of("DE", Map.of("from", 16)),
            "howObtained", "Ankreuzfeld",
            "text", Map.of("version", "3", "sha256", "cd".repeat(32), "language", "de"),
            "until", "2035-01-01T00:00:00Z",
            "somethingNobodyKnows", true);

    HttpResponse<String> given = api.send("POST", path, signed.admin(), body);
    String id = AdminApi.JSON.readTree(given.body()).path("id").asText();
    HttpResponse<String> taken =
        api.send("POST", "/v1/attestations/" + id + "/revocation", signed.admin(), Map.of());

    assertThat(given.statusCode()).isEqualTo(201);
    assertThat(given.body()).contains("\"by\":\"" + signed.email()).doesNotContain("Nobody");
    assertThat(taken.statusCode()).isEqualTo(200);
    assertThat(AdminApi.JSON.readTree(taken.body()).has("revokedAt")).isTrue();
  }

  @Test
  void aReceiptShouldBeCheckedWithThePublishedKeyByOthersPrograms() throws Exception {
    AdminApi.Signed signed = api.tenant();
    String id =
        api.get("/v1/applications/" + signed.app().appId() + "/attestations", signed.auditor())
            .get(0)
            .path("id")
            .asText();

    HttpResponse<String> answer =
        api.send("GET", "/v1/attestations/" + id + "/receipt", signed.auditor(), Map.of());
    JsonNode key = api.get("/v1/receipt-keys", signed.auditor()).path("keys").get(0);

    JWSObject jws = JWSObject.parse(answer.body());
    assertThat(jws.getHeader().getAlgorithm().getName()).isEqualTo("EdDSA");
    assertThat(jws.getHeader().getKeyID()).isEqualTo(key.path("kid").asText());
    byte[] x = java.util.Base64.getUrlDecoder().decode(key.path("x").asText());
    Signature signature = Signature.getInstance("Ed25519");
    signature.initVerify(
        KeyFactory.getInstance("Ed25519")
            .generatePublic(
                new X509EncodedKeySpec(
                    HexFormat.of()
                        .parseHex("302a300506032b6570032100" + HexFormat.of().formatHex(x)))));
    signature.update(jws.getSigningInput());
    assertThat(signature.verify(jws.getSignature().decode())).isTrue();
    assertThat(jws.getPayload().toJSONObject()).containsEntry("@type", "dpv:ConsentReceipt");
  }

  @Test
  void badInputShouldBeAProblemThatNamesTheFieldAndNothingInside() throws Exception {
    AdminApi.Signed signed = api.tenant();
    String path = "/v1/applications/" + signed.app().appId() + "/attestations";

    for (Object body :
        List.of(
            "{",
            "[]",
            "\"text\"",
            "{\"interfaces\": 5}",
            "{\"interfaces\": [\"MLIDPassportOCR\"], \"use\": {\"class\": \"nonsense\", \"purpose\": \"x\"}}",
            Map.of("interfaces", List.of("A".repeat(60_000))))) {
      HttpResponse<String> answer = api.send("POST", path, signed.admin(), body);

      assertThat(answer.statusCode()).as(body.toString()).isIn(400, 413, 422);
      assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
      assertThat(answer.body()).doesNotContain("jackson", "Exception", "palimpsest", "nonsense");
    }
    assertThat(api.send("POST", path, signed.admin(), "{\"interfaces\": 5}").body())
        .contains("interfaces is not a list of texts");
    assertThat(api.send("GET", "/v1/nowhere", signed.admin(), Map.of()).statusCode())
        .isEqualTo(404);
    // The server hangs up on what it will not read, which may overtake its answer.
    org.awaitility.Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .ignoreExceptionsInstanceOf(IOException.class)
        .until(
            () -> api.send("POST", path, signed.admin(), "x".repeat(66_000)).statusCode() == 413);
  }

  @Test
  void aStatementShouldBeThatOfTheRecordsBesideIt() throws Exception {
    AdminApi.Signed signed = api.tenant();
    Instant received = api.clock.instant().minusSeconds(120);
    for (int i = 0; i < RecordsStream.PART + 3; i++) {
      MonitoringRecord record = PlatformFixtures.success(signed.app().appId(), received);
      api.region.ledger().settle(PlatformFixtures.settlement(record));
      api.region.ledger().delivered(record.callId());
    }
    String statements = "/v1/applications/" + signed.app().appId() + "/statements/ap-singapore/";
    String path = statements + YearMonth.from(received.atZone(api.evidence.zone()));

    HttpResponse<String> statement = api.send("GET", path, signed.auditor(), Map.of());
    HttpResponse<String> records = api.send("GET", path + "/records", signed.auditor(), Map.of());

    RecordTree.Builder tree = new RecordTree.Builder();
    records.body().lines().skip(1).forEach(line -> tree.add(line.getBytes(US_ASCII)));
    assertThat(records.headers().firstValue("Content-Type").orElse("")).startsWith("text/csv");
    assertThat(
            MeteringStatement.of(SignedDocument.parse(statement.body().getBytes(UTF_8))).records())
        .isEqualTo(tree.build())
        .satisfies(it -> assertThat(it.size()).isEqualTo(RecordsStream.PART + 3));
    for (String absent : List.of("9000-12", "soon")) {
      assertThat(api.send("GET", statements + absent, signed.admin(), Map.of()).statusCode())
          .isEqualTo(404);
    }
    assertThat(api.send("GET", statements + "2001-01", signed.admin(), Map.of()).statusCode())
        .isEqualTo(410);
  }

  @Test
  void aDisabledAccountShouldBeOutAtOnce() throws Exception {
    AdminApi.Signed signed = api.tenant();

    api.admins.setEnabled(signed.tenant().id(), signed.email(), false);

    assertThat(api.send("GET", "/v1/standing", signed.admin(), Map.of()).statusCode())
        .isEqualTo(401);
  }

  @Test
  void aStoreThatIsAwayShouldBeAProblemOfOurs() throws Exception {
    try (AdminApi away = new AdminApi()) {
      AdminApi.Signed signed = away.tenant();
      away.control.outage().begin();

      HttpResponse<String> answer = away.send("GET", "/v1/standing", signed.admin(), Map.of());

      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(answer.body()).contains("a store does not answer").doesNotContain("control");
    }
  }

  @Test
  void aTokenShouldEnd() throws Exception {
    try (AdminApi brief = new AdminApi(Duration.ofSeconds(1))) {
      AdminApi.Signed signed = brief.tenant();

      org.awaitility.Awaitility.await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(
              () ->
                  assertThat(
                          brief.send("GET", "/v1/standing", signed.admin(), Map.of()).statusCode())
                      .isEqualTo(401));
    }
  }
}
