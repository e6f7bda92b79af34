package io.palimpsest.standalone;

import static io.palimpsest.standalone.Program.awaitGone;
import static io.palimpsest.standalone.Program.kill;
import static io.palimpsest.standalone.Program.run;
import static io.palimpsest.standalone.Program.sevenPortsInARow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.palimpsest.evidence.ProofFile;
import io.palimpsest.evidence.leaf.Erased;
import io.palimpsest.evidence.leaf.Leaf;
import io.palimpsest.evidence.leaf.Opening;
import io.palimpsest.evidence.note.VerifierKey;
import io.palimpsest.platform.call.Cell;
import io.palimpsest.platform.metering.CallId;
import io.palimpsest.platform.metering.MonitoringRecord;
import io.palimpsest.standalone.Program.Result;
import io.palimpsest.standalone.config.Installation.RegionConfig;
import io.palimpsest.standalone.config.InstallationFile;
import io.palimpsest.standalone.launch.DataFolder;
import io.palimpsest.standalone.launch.RunState;
import io.palimpsest.standalone.sample.SampleDocuments;
import io.palimpsest.stores.LogStoreSettings;
import io.palimpsest.stores.RegionStoreSettings;
import io.palimpsest.stores.RegionStores;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Starts everything as a user does, in a process of its own, and looks into the stores themselves.
 */
class UpIT {
  private static final Duration PATIENCE = Duration.ofSeconds(120);

  private DataFolder folder;
  private Path receipt;
  private int port;

  @BeforeEach
  void chooseFolderAndPort() throws IOException {
    Path target = Files.createDirectories(Path.of("target").toAbsolutePath());
    folder = new DataFolder(Files.createTempDirectory(target, "up it "));
    receipt = SampleDocuments.write(Files.createTempDirectory(target, "my samples ")).getFirst();
    port = sevenPortsInARow();
  }

  @AfterEach
  void leaveNothingRunning() throws InterruptedException {
    RunState state = RunState.of(folder);
    run("down", "--data", folder.root().toString());
    awaitGone(state);
  }

  @Test
  void oneCallShouldBeMeteredLoggedAndForgottenAcrossAKillAndARestart() throws Exception {
    Path policies = Files.createDirectories(folder.root().resolve("policies"));
    up("--policies", policies.toString());
    RunState first = RunState.of(folder);
    String credentials = Files.readString(folder.credentialsFile());
    CallId call = callReceipt();
    assertTraces(call);
    assertProven(call);
    assertLookedUp(call);
    assertReconciled();
    assertSecondStartIsRefused();
    assertPoliciesAreTakenUp(policies);
    assertSimulated(1);
    assertATenantsPolicyCanBeChanged(call);

    kill(first);
    up("--node", "process");

    assertThat(Files.readString(folder.credentialsFile())).isEqualTo(credentials);
    assertTraces(callReceipt());
    assertStatementIsRecounted();
    assertReportIsVerified();
    assertACrashedNodeCostsNoAnswer();
    Result down = run("down", "--data", folder.root().toString());
    assertThat(down.code()).isZero();
    assertThat(RunState.of(folder).isRunning()).isFalse();
    assertSimulated(13);
    Secrets.assertNoneIn(folder.logs(), credentials);
  }

  @Test
  void endInTheMiddleOfAStartShouldLeaveNothing() throws Exception {
    Process process =
        main("up", "--data", folder.root().toString(), "--port", Integer.toString(port));
    await().atMost(PATIENCE).until(() -> printed().contains("Elasticsearch: starting"));
    List<ProcessHandle> children = process.descendants().toList();

    process.destroy(); // SIGTERM, which takes the same way as Ctrl-C

    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> children.stream().noneMatch(ProcessHandle::isAlive));
    assertThat(RunState.of(folder).isRunning()).isFalse();
    assertThat(printed()).doesNotContain("\tat ");
  }

  private void up(String... more) throws Exception {
    List<String> arguments =
        new ArrayList<>(
            List.of("up", "-d", "--data", folder.root().toString(), "--port", "" + port));
    arguments.addAll(List.of(more));
    Process process = main(arguments.toArray(String[]::new));
    assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
        .as("up -d came back")
        .isTrue();
    assertThat(process.exitValue())
        .as("exit code of up -d, which printed:%n%s", printed())
        .isZero();
    assertThat(RunState.of(folder).isReady()).isTrue();
  }

  /** {@code kill -9} of the node while it reads: the calls are read by its next life. */
  private void assertACrashedNodeCostsNoAnswer() {
    long node = RunState.of(folder).processes().get("ocr-node");
    List<CompletableFuture<CallId>> calls =
        Stream.generate(() -> CompletableFuture.supplyAsync(this::told)).limit(9).toList();
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(5))
        .until(() -> health().matches("(?s).*\"calls\":[3-9].*"));

    ProcessHandle.of(node).orElseThrow().destroyForcibly();

    assertThat(calls).extracting(CompletableFuture::join).doesNotHaveDuplicates();
    assertTraces(told());
    assertThat(RunState.of(folder).processes().get("ocr-node")).isNotEqualTo(node);
    assertThat(health()).contains("\"restarts\":1");
  }

  private CallId told() {
    try {
      return callReceipt();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String health() {
    try (HttpClient http = HttpClient.newHttpClient()) {
      URI page = URI.create(RunState.of(folder).management() + "/health");
      return http.send(HttpRequest.newBuilder(page).build(), BodyHandlers.ofString()).body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private CallId callReceipt() throws IOException {
    Result result =
        run(
            "call",
            "GeneralBasicOCR",
            receipt.toString(),
            "--region",
            "eu-frankfurt",
            "--data",
            folder.root().toString());
    assertThat(result.code()).as(result.out() + result.err()).isZero();
    assertThat(result.out()).contains("CORNER BOOKSHOP", "43.62");
    JsonNode response = new ObjectMapper().readTree(result.out()).path("Response");
    return CallId.parse(response.path("RequestId").asText());
  }

  /** Anybody who knows the RequestId can check without us that its upload was erased. */
  private void assertProven(CallId call) throws Exception {
    String region = "http://127.0.0.1:" + port + "/evidence/eu-frankfurt/";
    String page = region + "calls/" + call;
    await().atMost(PATIENCE).until(() -> fetch(page + ".json").statusCode() == 200);
    ProofFile proof = ProofFile.parse(fetch(page + ProofFile.EXTENSION).body());
    int year = call.received().atZone(ZoneId.of("Europe/Berlin")).getYear();
    String key = new String(fetch(region + year + "/vkey").body(), StandardCharsets.UTF_8);

    proof.verify(VerifierKey.parse(key.strip()));

    Erased leaf = (Erased) Leaf.parse(proof.entry().orElseThrow());
    assertThat(leaf.place().region()).isEqualTo("eu-frankfurt");
    assertThat(leaf.late()).isFalse();
    assertThat(leaf.policy()).isEqualTo("tencent-ocr-1.0.0");
    Opening opening = Opening.parse(fetch(page + ".json").body());
    assertThat(opening.commitment()).isEqualTo(leaf.of());
    assertThat(opening.identity()).isEqualTo(call.toString());
    assertControlsKey();
  }

  /** The control plane has a log of its own, under a key that is told and served. */
  private void assertControlsKey() throws Exception {
    String log = "http://127.0.0.1:" + port + "/evidence/control/" + Year.now(ZoneOffset.UTC) + "/";

    String served = new String(fetch(log + "vkey").body(), StandardCharsets.UTF_8).strip();

    VerifierKey key = VerifierKey.parse(served);
    assertThat(key.name()).isEqualTo("palimpsest.invalid/control/" + Year.now(ZoneOffset.UTC));
    assertThat(run("status", "--data", folder.root().toString()).out()).contains(served);
    assertThat(fetch(log + "checkpoint").statusCode())
        .as("whole logs are not shown")
        .isEqualTo(404);
  }

  private static HttpResponse<byte[]> fetch(String page) throws Exception {
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(
          HttpRequest.newBuilder(URI.create(page)).build(), BodyHandlers.ofByteArray());
    }
  }

  /** Metered once, logged without content, and nothing of it in the bucket. */
  private void assertTraces(CallId call) {
    RegionConfig frankfurt = InstallationFile.read(folder.storesFile()).regions().getLast();
    try (RegionStores stores =
        RegionStores.open(
            new RegionStoreSettings(
                frankfurt.region(),
                frankfurt.zone(),
                Set.of(),
                frankfurt.database(),
                frankfurt.objects(),
                new LogStoreSettings(frankfurt.log(), folder.root().resolve("spool of the test"))),
            Clock.systemUTC())) {
      Cell cell = stores.cell();
      MonitoringRecord record = cell.ledger().find(call).orElseThrow();
      assertThat(record.result()).isEqualTo(MonitoringRecord.SUCCESS);
      assertThat(record.action()).isEqualTo("GeneralBasicOCR");
      assertThat(record.fee()).isPositive();
      await().atMost(Duration.ofSeconds(20)).until(() -> cell.log().find(call).isPresent());
      assertThat(cell.log().find(call).orElseThrow().toString())
          .doesNotContain("BOOKSHOP")
          .doesNotContainPattern(Secrets.TOTAL);
      assertThat(cell.uploads().list(10)).isEmpty();
    }
  }

  /** Found by command line and by the tenant's own call; what never was is nothing, not unknown. */
  private void assertLookedUp(CallId call) throws IOException {
    String data = folder.root().toString();

    await()
        .atMost(PATIENCE)
        .until(() -> run("passport", call.toString(), "--data", data).out().contains("verified"));
    Result text = run("passport", call.toString(), "--data", data);
    Result json = run("passport", call.toString(), "--json", "--data", data);
    Result own = run("call", "DescribeCall", "-p", "CallId=" + call, "--data", data);
    Result erased = run("erase-now", call.toString(), "--data", data);
    Result nothing = run("passport", "01a1fe34-0eb7-7c72-aebf-9d948eac28f1", "--data", data);
    Result usage = run("usage", "--tenant", "demo", "--csv", "-", "--data", data);

    assertThat(text.code()).as(text.out() + text.err()).isZero();
    assertThat(text.out())
        .contains("GeneralBasicOCR, Success", "kept in MySQL, gone by ")
        .contains("recognise", "upload         nothing is held", "the call was over")
        .contains("basis: billing (contract; T4a), metering (contract; T4a) of tencent-ocr@1.0.0")
        .contains("legal holds    nothing is held")
        .containsPattern("proof          leaf \\d+ of \\d{4}, verified")
        .doesNotContain("unknown");
    assertThat(new ObjectMapper().readTree(json.out()).at("/Regions/0/Monitoring/State").asText())
        .isEqualTo("held");
    assertThat(own.code()).as(own.out() + own.err()).isZero();
    assertThat(own.out()).contains("eu-frankfurt", "GoneBy");
    assertThat(erased.code()).as(erased.out() + erased.err()).isZero();
    assertThat(erased.out())
        .contains("nothing is left of what may be erased", "monitoring         stays until ")
        .containsPattern("proof: leaf \\d+ of \\d{4}, verified, /evidence/eu-frankfurt/");
    assertThat(nothing.code()).isZero();
    assertThat(nothing.out()).startsWith("nothing is held of 01a1fe34");
    assertThat(usage.out()).contains("eu-frankfurt", "GeneralBasicOCR", "AKID");
  }

  /** What a server holds that has just answered calls agrees with what it says of it. */
  private void assertReconciled() throws IOException {
    String data = folder.root().toString();

    Result json = run("reconcile", "--all", "--json", "--data", data);
    Result text = run("reconcile", "--region", "eu-frankfurt", "--data", data);

    assertThat(json.code()).as(json.out() + json.err()).isZero();
    JsonNode regions = new ObjectMapper().readTree(json.out()).path("Regions");
    assertThat(regions).hasSize(3);
    assertThat(regions.get(2).path("Region").asText()).isEqualTo("control");
    assertThat(regions)
        .allSatisfy(
            region -> {
              assertThat(region.path("Everything").asBoolean()).isTrue();
              assertThat(region.path("Found")).isEmpty();
              assertThat(region.path("Unknown")).isEmpty();
            });
    assertThat(text.out()).isEqualToIgnoringNewLines("eu-frankfurt: differences: none");
    assertThat(health()).contains("differences eu-frankfurt");
  }

  /** By the offline verifier, with the key that the server shows. */
  private void assertStatementIsRecounted() throws Exception {
    String data = folder.root().toString();
    ZonedDateTime now = ZonedDateTime.now(ZoneId.of("Europe/Berlin"));
    String usage = run("usage", "--tenant", "demo", "--csv", "-", "--data", data).out();
    String appId = usage.lines().skip(1).findFirst().orElseThrow().split(",")[2];
    String log = "http://127.0.0.1:" + port + "/evidence/eu-frankfurt/" + now.getYear();
    String key = new String(fetch(log + "/vkey").body(), StandardCharsets.UTF_8).strip();
    Path out = folder.root().resolve("bill");
    String month = YearMonth.from(now).toString();

    Result made =
        run(
            "statement",
            appId,
            month,
            "--region",
            "eu-frankfurt",
            "--out",
            out.toString(),
            "--data",
            data);
    String statement = out.resolve("statement.json").toString();
    String records = out.resolve("records.csv").toString();
    Result verified = run("verify", statement, records, "--key", key);

    assertThat(made.code()).as(made.out() + made.err()).isZero();
    assertThat(made.out()).contains(appId + " owes 0 USD for " + month + " in eu-frankfurt");
    assertThat(verified.code()).as(verified.out() + verified.err()).isZero();
  }

  /** The report of today, with its pages; nobody is asked for anything but its key. */
  private void assertReportIsVerified() throws Exception {
    String data = folder.root().toString();
    ZonedDateTime now = ZonedDateTime.now(ZoneId.of("Europe/Berlin"));
    String log = "http://127.0.0.1:" + port + "/evidence/eu-frankfurt/" + now.getYear();
    String key = new String(fetch(log + "/vkey").body(), StandardCharsets.UTF_8).strip();
    String day = now.toLocalDate().toString();
    Path zip = folder.root().resolve("report.zip");

    Result made =
        run(
            "report",
            "eu-frankfurt",
            "--from",
            day,
            "--to",
            day,
            "--out",
            zip.toString(),
            "--data",
            data);
    Result verified = run("verify", zip.toString(), "--key", key);

    assertThat(made.code()).as(made.out() + made.err()).isZero();
    assertThat(verified.code()).as(verified.out() + verified.err()).isZero();
    try (ZipFile read = new ZipFile(zip.toFile())) {
      byte[] pdf = read.getInputStream(read.getEntry("report.pdf")).readAllBytes();
      assertThat(new String(pdf, StandardCharsets.ISO_8859_1)).startsWith("%PDF-");
      Files.write(folder.root().resolve("report.pdf"), pdf);
    }
  }

  /** An operator's module: refused while it does not pass, there for a tenant once it does. */
  private void assertPoliciesAreTakenUp(Path policies) throws IOException {
    String data = folder.root().toString();
    Path module = policies.resolve("acme-ocr-1.0.0.yml");
    String text =
        "id: acme-ocr\nversion: 1.0.0\neffective: 2026-01-01\nextends: tencent-ocr@1.0.0\n";
    String fault = "acme-ocr-1.0.0.yml:5: /nonsense";

    Files.writeString(module, text + "nonsense: true\n");
    await().atMost(PATIENCE).until(() -> health().contains(fault));
    assertThat(health()).contains("\"status\":\"UP\"");
    assertThat(run("policy", "check", policies.toString()).err()).contains(fault);

    Files.writeString(module, text);
    await().atMost(PATIENCE).until(() -> health().contains("\"refused\":0"));
    Result tenant = run("tenant", "create", "acme", "--policy", "acme-ocr", "--data", data);
    assertThat(tenant.code()).as(tenant.out() + tenant.err()).isZero();
  }

  /** A demo tenant's day is counted whether or not the server runs. */
  private void assertSimulated(long records) throws IOException {
    Path module = folder.root().resolve("tencent-ocr-1.1.0.yml");
    Files.writeString(
        module,
        """
        id: tencent-ocr
        version: 1.1.0
        announced: 2026-11-01
        effective: 2099-01-01
        extends: tencent-ocr@1.0.0
        title: { en: Shorter, zh: 更短 }
        classes:
          monitoring:
            retention: P1Y
        """);

    Result simulated =
        run("policy", "simulate", module.toString(), "--json", "--data", folder.root().toString());

    assertThat(simulated.code()).as(simulated.out() + simulated.err()).isZero();
    JsonNode forecast = new ObjectMapper().readTree(simulated.out());
    assertThat(forecast.at("/certain").asBoolean()).isTrue();
    assertThat(forecast.at("/tenants/0/tenant").asText()).isEqualTo("demo");
    assertThat(forecast.at("/tenants/0/mustAccept").asBoolean()).isTrue();
    JsonNode frankfurt = forecast.at("/effects/4");
    assertThat(frankfurt.path("place").asText()).isEqualTo("eu-frankfurt");
    assertThat(frankfurt.path("class").asText()).isEqualTo("monitoring");
    assertThat(frankfurt.at("/counts/alive").asLong()).isEqualTo(records);
    assertThat(frankfurt.at("/counts/goneBefore").asLong()).isEqualTo(records);
  }

  /** Refused until the other policy is accepted; each call is kept as the policy of then says. */
  private void assertATenantsPolicyCanBeChanged(CallId before) throws IOException {
    String data = folder.root().toString();
    String goneBy = goneBy(before);

    changePolicyOfDemoTo("deepseek-ocr");
    CallId after = callReceipt();
    assertThat(goneBy(before)).isEqualTo(goneBy);
    assertThat(OffsetDateTime.parse(goneBy(after)))
        .isBefore(OffsetDateTime.parse(goneBy).minusYears(1));
    assertThat(run("usage", "--tenant", "demo", "--data", data).out()).contains("eu-frankfurt");
    changePolicyOfDemoTo("tencent-ocr");
  }

  private void changePolicyOfDemoTo(String policy) {
    String data = folder.root().toString();
    Result changed =
        run("tenant", "policy", "demo", policy, "--by", "ops@x.example", "--data", data);
    assertThat(changed.code()).as(changed.out() + changed.err()).isZero();
    await()
        .atMost(PATIENCE)
        .until(() -> !run("call", "GeneralBasicOCR", receipt.toString(), "--data", data).ok());
    Result accepted =
        run("consent", "accept", "demo", "--by", "d@x.example", "--as", "DPO", "--data", data);
    assertThat(accepted.out()).contains("accepted " + policy + "@1.0.0");
    await()
        .atMost(PATIENCE)
        .until(() -> run("call", "GeneralBasicOCR", receipt.toString(), "--data", data).ok());
  }

  private String goneBy(CallId call) throws IOException {
    Result json = run("call-info", call.toString(), "--json", "--data", folder.root().toString());
    return new ObjectMapper().readTree(json.out()).at("/Regions/0/Monitoring/GoneBy").asText();
  }

  private void assertSecondStartIsRefused() throws Exception {
    Process second =
        main("up", "--data", folder.root().toString(), "--port", Integer.toString(port));

    assertThat(second.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(second.exitValue()).isOne();
    assertThat(printed()).contains("is in use by process " + RunState.of(folder).pid());
  }

  private Process main(String... arguments) throws IOException {
    return Program.start(console(), arguments);
  }

  private String printed() throws IOException {
    return Files.readString(console());
  }

  private Path console() {
    return folder.root().resolve("printed.txt");
  }
}
