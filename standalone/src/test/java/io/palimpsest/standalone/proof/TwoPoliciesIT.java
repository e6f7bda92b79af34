package io.palimpsest.standalone.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micronaut.context.ApplicationContext;
import io.palimpsest.gateway.Gateway;
import io.palimpsest.platform.call.Cells;
import io.palimpsest.platform.call.FaultPoints;
import io.palimpsest.platform.evidence.RecordLeaf;
import io.palimpsest.platform.metering.CallId;
import io.palimpsest.platform.metering.DailyUsage;
import io.palimpsest.platform.metering.MonitoringPartitions;
import io.palimpsest.platform.metering.PriceLists;
import io.palimpsest.platform.subjects.SubjectCells;
import io.palimpsest.platform.tenancy.AppId;
import io.palimpsest.policy.PolicyStore;
import io.palimpsest.policy.RetentionPeriod;
import io.palimpsest.retention.JobStatus;
import io.palimpsest.retention.RetainedRegion;
import io.palimpsest.retention.Retention;
import io.palimpsest.standalone.proof.Caller.Answer;
import io.palimpsest.standalone.proof.Tenants.Account;
import io.palimpsest.stores.ControlStores;
import io.palimpsest.stores.DatabaseSettings;
import io.palimpsest.stores.LogStoreSettings;
import io.palimpsest.stores.RegionStoreSettings;
import io.palimpsest.stores.RegionStores;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.DriverManager;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Two tenants of two policies in one region, and time passing: each call is staged, written, found
 * and erased as its own tenant's policy says. The stores are asked directly.
 */
@ExtendWith(ProofStoresExtension.class)
class TwoPoliciesIT {
  private static final RetentionPeriod TWO_YEARS = RetentionPeriod.parse("P2Y");
  private static final RetentionPeriod THREE_MONTHS = RetentionPeriod.parse("P3M");
  private static final RetentionPeriod NINETY_DAYS = RetentionPeriod.parse("P90D");
  private static final String[] TABLES = {"monitoring", "call_side", "erasure_outbox"};

  private final ProofSettings settings;
  private final DatabaseSettings database;
  private final PolicyStore policies = PolicyStore.shipped(Clock.systemUTC());
  private final HttpClient http = HttpClient.newHttpClient();
  private ControlStores control;
  private RegionStores region;
  private ApplicationContext gateway;
  private Tenants tenants;

  TwoPoliciesIT(ProofStores stores) {
    this.settings = stores.settings();
    this.database = settings.database("palimpsest_two_policies"); // no other proof's days
  }

  @BeforeEach
  void start() {
    RegionStoreSettings proof = settings.region();
    control = ControlStores.open(settings.control(), settings.rootKey());
    region =
        RegionStores.open(
            new RegionStoreSettings(
                proof.region(),
                proof.zone(),
                proof.monitoringPeriods(),
                database,
                proof.objects(),
                new LogStoreSettings(
                    proof.log().url(), settings.folder().resolve("spool-two-policies"))),
            Clock.systemUTC());
    FaultPoints none = _ -> {};
    gateway =
        ProofServer.gateway(
            ProofSettings.DEADLINE,
            new Cells(List.of(region.cell())),
            control.store(),
            control.rights(),
            new SubjectCells(List.of(region.subjects(control.rootKey()))),
            new StubReader(),
            policies,
            PriceLists.shipped(),
            none,
            Clock.systemUTC());
    tenants = new Tenants(settings);
  }

  @AfterEach
  void stop() {
    tenants.close();
    gateway.close();
    region.close();
    control.close();
    http.close();
  }

  @Test
  void eachCallShouldLieAndGoWhereItsTenantsPolicySays() throws Exception {
    Account two = tenants.create("tencent-ocr");
    Account ninety = tenants.create("deepseek-ocr");
    CallId twoCall = call(two);
    CallId ninetyCall = call(ninety);
    LocalDate day = LocalDate.ofInstant(twoCall.received(), ProofSettings.ZONE);

    assertThat(tablesOf(twoCall))
        .containsExactly("monitoring_p2y", "call_side_p2y", "erasure_outbox_p2y");
    assertThat(tablesOf(ninetyCall))
        .as("worked on in memory: there is no erasure to show")
        .containsExactly("monitoring_p90d", "call_side_p90d");
    await().until(() -> isLogged(twoCall, THREE_MONTHS) && isLogged(ninetyCall, NINETY_DAYS));
    assertThat(isLogged(twoCall, NINETY_DAYS) || isLogged(ninetyCall, THREE_MONTHS)).isFalse();
    for (Account each : List.of(two, ninety)) {
      assertThat(region.cell().ledger().usage(each.appId(), day, day))
          .extracting(DailyUsage::volume)
          .containsExactly(1L);
    }

    onDay(NINETY_DAYS.goneBy(day).minusDays(1));
    assertThat(tablesOf(ninetyCall)).hasSize(2);
    assertThat(isLogged(ninetyCall, NINETY_DAYS)).isTrue();
    onDay(NINETY_DAYS.goneBy(day));
    assertThat(tablesOf(ninetyCall)).isEmpty();
    assertThat(isLogged(ninetyCall, NINETY_DAYS)).isFalse();
    assertThat(region.cell().ledger().usage(ninety.appId(), day, day)).isEmpty();
    assertThat(tablesOf(twoCall)).hasSize(3);

    onDay(THREE_MONTHS.goneBy(day));
    assertThat(isLogged(twoCall, THREE_MONTHS)).isFalse();
    onDay(TWO_YEARS.goneBy(day).minusDays(1));
    assertThat(tablesOf(twoCall)).hasSize(3);
    onDay(TWO_YEARS.goneBy(day));
    assertThat(tablesOf(twoCall)).isEmpty();
  }

  private CallId call(Account account) {
    URI endpoint = URI.create("http://127.0.0.1:" + gateway.getBean(Gateway.class).port());
    try (Caller caller = new Caller(endpoint, account)) {
      return ((Answer.Text) caller.call("something to read")).callId();
    }
  }

  /** The clockwork's round on that day; it makes no days, which would be hundreds. */
  private void onDay(LocalDate day) {
    Clock clock = Clock.fixed(day.atStartOfDay(ProofSettings.ZONE).toInstant(), ZoneOffset.UTC);
    try (Retention retention =
        new Retention(
            List.of(
                new RetainedRegion(
                    region.cell(), dropping(region.partitions()), region.logIndexes())),
            policies,
            ProofSettings.OVER,
            ProofSettings.RETENTION,
            clock)) {
      retention.runOnce();
      assertThat(retention.status()).allMatch(JobStatus::ok);
    }
  }

  private static MonitoringPartitions dropping(MonitoringPartitions partitions) {
    return new MonitoringPartitions() {
      @Override
      public void ensure(RetentionPeriod period, LocalDate first, LocalDate last) {}

      @Override
      public List<LocalDate> days(RetentionPeriod period) {
        return partitions.days(period);
      }

      @Override
      public void drop(RetentionPeriod period, LocalDate day) {
        partitions.drop(period, day);
      }

      @Override
      public long items(RetentionPeriod period, LocalDate day) {
        return partitions.items(period, day);
      }

      @Override
      public long erase(
          RetentionPeriod period, Set<AppId> owners, LocalDate before, RecordLeaf leaf) {
        return partitions.erase(period, owners, before, leaf);
      }
    };
  }

  private List<String> tablesOf(CallId call) throws Exception {
    List<String> found = new java.util.ArrayList<>();
    try (var connection =
        DriverManager.getConnection(database.url(), database.user(), database.password())) {
      for (RetentionPeriod period : List.of(TWO_YEARS, NINETY_DAYS)) {
        for (String name : TABLES) {
          String table = name + "_" + period.suffix();
          try (var statement =
              connection.prepareStatement("SELECT 1 FROM " + table + " WHERE call_id = ?")) {
            statement.setBytes(1, call.bytes());
            if (statement.executeQuery().next()) {
              found.add(table);
            }
          }
        }
      }
    }
    return found;
  }

  private boolean isLogged(CallId call, RetentionPeriod period) throws Exception {
    String day =
        DateTimeFormatter.ofPattern("uuuu.MM.dd")
            .format(LocalDate.ofInstant(call.received(), ProofSettings.ZONE));
    String index = "palimpsest-oplog-" + ProofSettings.REGION + "-" + period.suffix() + "-" + day;
    URI document = settings.stores().logUrl().resolve("/" + index + "/_doc/" + call);
    return http.send(HttpRequest.newBuilder(document).build(), BodyHandlers.discarding())
            .statusCode()
        == 200;
  }
}
