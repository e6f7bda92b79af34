package io.palimpsest.standalone.proof;

import static io.palimpsest.platform.testkit.PlatformFixtures.MONITORING_PERIOD;
import static io.palimpsest.platform.testkit.PlatformFixtures.SHORT_PERIOD;
import static org.assertj.core.api.Assertions.assertThat;

import io.minio.MinioClient;
import io.minio.PutObjectArgs;
import io.minio.RemoveObjectArgs;
import io.palimpsest.platform.call.Cell;
import io.palimpsest.platform.evidence.EvidenceCell;
import io.palimpsest.platform.metering.CallId;
import io.palimpsest.platform.metering.Settlement;
import io.palimpsest.platform.reconciliation.ReconciliationStore;
import io.palimpsest.platform.subjects.Identification;
import io.palimpsest.platform.subjects.SubjectCell;
import io.palimpsest.platform.tenancy.AppId;
import io.palimpsest.platform.tenancy.Region;
import io.palimpsest.platform.testkit.PlatformFixtures;
import io.palimpsest.platform.testkit.SubjectFixtures;
import io.palimpsest.policy.PolicyLibrary;
import io.palimpsest.policy.RetentionPeriod;
import io.palimpsest.retention.Chore;
import io.palimpsest.retention.EvidenceLogs;
import io.palimpsest.retention.reconciliation.Differences;
import io.palimpsest.retention.reconciliation.Patience;
import io.palimpsest.retention.reconciliation.Reconciliation;
import io.palimpsest.retention.reconciliation.StagedPeriods;
import io.palimpsest.stores.ControlStores;
import io.palimpsest.stores.DatabaseSettings;
import io.palimpsest.stores.LogStoreSettings;
import io.palimpsest.stores.ObjectStoreSettings;
import io.palimpsest.stores.RegionStoreSettings;
import io.palimpsest.stores.RegionStores;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * One region on stores of any kind, compared ten minutes from now, and the ways past the platform
 * into what it stores.
 */
final class ReconciledRegion {
  static final Region REGION = new Region("ap-tokyo");
  static final Patience PATIENCE = new Patience(Duration.ofMinutes(1), Duration.ofMinutes(1));
  private static final String CONTROL = "palimpsest_reconciled_control";
  private static final PolicyLibrary POLICIES = PolicyLibrary.shipped();
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("uuuu.MM.dd");

  private final ProofSettings proof;
  private final Function<String, DatabaseSettings> schemas;
  private final DatabaseSettings database;
  private final ObjectStoreSettings objects;
  private final Clock clock = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(10));
  private final HttpClient http = HttpClient.newHttpClient();
  private final MinioClient bucket;
  private ControlStores control;
  private RegionStores stores;
  private Identification passport;

  /**
   * @param proof where Elasticsearch is
   */
  ReconciledRegion(
      ProofSettings proof,
      Function<String, DatabaseSettings> schemas,
      ObjectStoreSettings objects) {
    this.proof = proof;
    this.schemas = schemas;
    this.database = schemas.apply("palimpsest_reconciled");
    this.objects = objects;
    this.bucket =
        MinioClient.builder()
            .endpoint(objects.endpoint().toString())
            .region("us-east-1")
            .credentials(objects.accessKey(), objects.secretKey())
            .build();
  }

  void open() {
    Path folder = folder();
    control =
        ControlStores.open(
            schemas.apply(CONTROL), folder.resolveSibling(folder.getFileName() + ".key"));
    stores =
        RegionStores.open(
            new RegionStoreSettings(
                REGION,
                ProofSettings.ZONE,
                Set.of(MONITORING_PERIOD, SHORT_PERIOD),
                database,
                objects,
                new LogStoreSettings(proof.stores().logUrl(), folder)),
            Clock.systemUTC());
    stores.subjects(control.rootKey());
  }

  void close() {
    stores.close();
    control.close();
    http.close();
    for (String each : List.of(CONTROL, "palimpsest_reconciled")) {
      sql("DROP DATABASE IF EXISTS " + each);
    }
  }

  /** Files of this world and of no other. */
  Path folder() {
    return proof.folder().resolve("reconciled-" + database.url().hashCode());
  }

  ControlStores control() {
    return control;
  }

  ObjectStoreSettings objects() {
    return objects;
  }

  Clock clock() {
    return clock;
  }

  Cell cell() {
    return stores.cell();
  }

  EvidenceCell evidence() {
    return stores.evidence(control.rootKey());
  }

  ReconciliationStore memory() {
    return stores.reconciliation();
  }

  /** A new one: what it knows of the tables is what there is now. */
  Reconciliation reconciliation() {
    return Reconciliation.ofRegion(
        cell(),
        evidence(),
        stores.comparisons(() -> StagedPeriods.of(POLICIES), control.rootKey()),
        stores.holds()::scopes,
        () -> Set.of(MONITORING_PERIOD, SHORT_PERIOD),
        memory(),
        ProofSettings.OVER,
        PATIENCE,
        clock);
  }

  Chore chore() {
    return Differences.telling(REGION, reconciliation(), memory(), clock);
  }

  /** A call from its upload to its log entry. */
  void call(Settlement call) {
    call.upload().ifPresent(key -> cell().uploads().stage(key, new byte[10]));
    cell().ledger().settle(call);
    call.upload()
        .ifPresent(
            key -> {
              cell().uploads().erase(key);
              cell().outbox().seenGone(key.callId(), Instant.now());
            });
    cell().ledger().delivered(call.record().callId());
    cell().log().append(PlatformFixtures.logEntry(call.record().appId(), call.record().callId()));
  }

  void tellEvidence() {
    EvidenceLogs.telling(evidence(), "proof.test", _ -> "tencent-ocr", clock)
        .work()
        .accept((_, _) -> {});
  }

  void storePassport(AppId appId, Instant at) {
    SubjectCell subjects = stores.subjects(control.rootKey());
    var tenant = PlatformFixtures.tenant().id();
    passport = SubjectFixtures.passport(appId, at.truncatedTo(ChronoUnit.MICROS));
    var names =
        subjects
            .pseudonyms()
            .names(tenant, Optional.of(SubjectFixtures.reference()), Optional.empty());
    subjects
        .items()
        .store(tenant, names, passport, List.of(SubjectFixtures.portrait()), () -> true);
  }

  CallId passport() {
    return passport.callId();
  }

  Instant passportStored() {
    return passport.storedAt();
  }

  void record(String table, CallId id, AppId appId, String result) {
    sql(
        "INSERT INTO "
            + table
            + " (call_id, app_id, interface, result, start_at, end_at, region, fee, volume)"
            + " VALUES (?, ?, 'GeneralBasicOCR', ?, ?, ?, 'ap-tokyo', 0, 1)",
        id.bytes(),
        appId.value(),
        result,
        utc(id.received()),
        utc(id.received()));
  }

  void duty(CallId id, AppId appId, LocalDate day, Optional<Instant> seenGone) {
    sql(
        "INSERT INTO erasure_outbox_p2y (call_id, app_id, upload_day, cause, committed_at, seen_gone_at)"
            + " VALUES (?, ?, ?, 'completed', ?, ?)",
        id.bytes(),
        appId.value(),
        day,
        utc(id.received()),
        seenGone.map(ReconciledRegion::utc).orElse(null));
  }

  /** The salt that an erasure in the shortest family was told with. */
  byte[] salt(CallId id) {
    try (Connection connection = connect(database);
        PreparedStatement statement =
            connection.prepareStatement("SELECT salt FROM erasure_outbox_p90d WHERE call_id = ?")) {
      statement.setBytes(1, id.bytes());
      var row = statement.executeQuery();
      assertThat(row.next()).isTrue();
      return row.getBytes(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  void salt(CallId id, byte[] salt) {
    sql("UPDATE erasure_outbox_p90d SET salt = ? WHERE call_id = ?", salt, id.bytes());
  }

  void sql(String sql, Object... values) {
    sql(database, sql, values);
  }

  void controlSql(String sql, Object... values) {
    sql(schemas.apply(CONTROL), sql, values);
  }

  private static void sql(DatabaseSettings schema, String sql, Object... values) {
    try (Connection connection = connect(schema);
        PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      statement.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  void put(String prefix, String object) throws Exception {
    bucket.putObject(
        PutObjectArgs.builder().bucket(prefix + REGION).object(object).stream(
                new ByteArrayInputStream(new byte[10]), 10L, -1L)
            .build());
  }

  void remove(String prefix, String object) throws Exception {
    bucket.removeObject(RemoveObjectArgs.builder().bucket(prefix + REGION).object(object).build());
  }

  /** Begins the names of the region's indexes. */
  String index() {
    return "palimpsest-oplog-" + REGION + "-";
  }

  String index(RetentionPeriod period, LocalDate day) {
    return index() + period.suffix() + "-" + DAY.format(day);
  }

  String heldIndex() {
    return "palimpsest-held-oplog-" + REGION;
  }

  void elastic(String method, String path, String body) throws Exception {
    URI uri = proof.stores().logUrl().resolve("/" + path);
    HttpRequest request =
        HttpRequest.newBuilder(uri)
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body))
            .build();
    assertThat(http.send(request, BodyHandlers.ofString()).statusCode())
        .as(method + " " + path)
        .isLessThan(300);
  }

  private static Connection connect(DatabaseSettings schema) throws SQLException {
    return DriverManager.getConnection(
        schema.url() + (schema.url().contains("?") ? "&" : "?") + "connectionTimeZone=UTC",
        schema.user(),
        schema.password());
  }

  private static LocalDateTime utc(Instant instant) {
    return LocalDateTime.ofInstant(instant.truncatedTo(ChronoUnit.MICROS), ZoneOffset.UTC);
  }
}
