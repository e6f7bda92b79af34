package io.palimpsest.standalone.proof;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.minio.GetObjectArgs;
import io.minio.ListObjectsArgs;
import io.minio.MinioClient;
import io.minio.Result;
import io.minio.messages.Item;
import io.palimpsest.embedded.EmbeddedSettings;
import io.palimpsest.embedded.EmbeddedStores;
import io.palimpsest.embedded.ProgressListener;
import io.palimpsest.evidence.LogReader;
import io.palimpsest.evidence.note.SignedCheckpoint;
import io.palimpsest.evidence.note.VerifierKey;
import io.palimpsest.evidence.tiles.DirectoryTileStore;
import io.palimpsest.evidence.tiles.TileStore;
import io.palimpsest.platform.metering.CallId;
import io.palimpsest.platform.tenancy.AppId;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The stores that outlive the server, asked directly (JDBC, S3, HTTP): nothing of what a proof
 * asserts comes through the platform's own eyes.
 */
final class ProofStores implements AutoCloseable {
  private final EmbeddedStores embedded;
  private final ProofSettings settings;
  private final Path files;
  private final MinioClient objects;
  private final HttpClient http = HttpClient.newHttpClient();
  private final ObjectMapper json = new ObjectMapper();

  private ProofStores(EmbeddedStores embedded, ProofSettings settings, Path files) {
    this.embedded = embedded;
    this.files = files;
    this.settings = settings;
    this.objects =
        MinioClient.builder()
            .endpoint(settings.stores().objectEndpoint().toString())
            .region("us-east-1")
            .credentials(settings.stores().objectAccessKey(), settings.stores().objectSecretKey())
            .build();
  }

  /**
   * Starts the stores in {@code folder}, the servers' programs unpacked to {@code software} once.
   */
  static ProofStores start(Path folder, Path software) throws IOException {
    EmbeddedStores embedded =
        EmbeddedStores.start(
            EmbeddedSettings.onFreePorts(folder.resolve("stores"), software),
            ProgressListener.none());
    Path server = Files.createDirectories(folder.resolve("server"));
    ProofSettings settings = new ProofSettings(embedded.addresses(), server);
    settings.save();
    return new ProofStores(embedded, settings, folder.resolve("stores"));
  }

  ProofSettings settings() {
    return settings;
  }

  /** To take a store away and bring it back. */
  EmbeddedStores embedded() {
    return embedded;
  }

  /** A monitoring record and what stands beside it. */
  record Row(CallId callId, String result, long fee, String state) {}

  List<Row> records(AppId appId) throws SQLException {
    return query(
        "SELECT m.call_id, m.result, m.fee, s.state FROM monitoring_p2y m LEFT JOIN call_side_p2y s USING (call_id)"
            + " WHERE m.app_id = ? ORDER BY m.call_id",
        appId,
        row ->
            new Row(
                CallId.of(row.getBytes(1)),
                row.getString(2),
                row.getLong(3),
                String.valueOf(row.getString(4))));
  }

  /** One entry of the outbox. */
  record Duty(CallId callId, String cause, boolean seenGone) {}

  List<Duty> duties(AppId appId) throws SQLException {
    return query(
        "SELECT call_id, cause, seen_gone_at FROM erasure_outbox WHERE app_id = ? ORDER BY call_id",
        appId,
        row -> new Duty(CallId.of(row.getBytes(1)), row.getString(2), row.getTimestamp(3) != null));
  }

  /** The places in the evidence log that erasures have; -1 for one that has none. */
  List<Long> leaves() throws SQLException {
    return query(
        "SELECT COALESCE(leaf_index, -1) FROM erasure_outbox WHERE app_id > ?",
        new AppId(1),
        row -> row.getLong(1));
  }

  /** The indexes of the leaves that stand in the log, each of them proven from its tiles. */
  List<Long> loggedLeaves() throws SQLException {
    String key =
        query(
                "SELECT verifier FROM evidence_key WHERE log_year > ? ORDER BY log_year",
                new AppId(1),
                row -> row.getString(1))
            .getLast();
    LogReader reader = new LogReader(log(), VerifierKey.parse(key));
    SignedCheckpoint latest = reader.latest();
    List<Long> proven = new ArrayList<>();
    for (long index = 0; index < latest.checkpoint().size(); index++) {
      proven.add(reader.prove(index, latest).proof().index());
    }
    return proven;
  }

  /** The files of this year's log, copied into a folder. */
  private TileStore log() {
    String bucket = "palimpsest-evidence-" + ProofSettings.REGION;
    String year = LocalDate.now(ProofSettings.ZONE).getYear() + "/";
    try {
      TileStore copy = new DirectoryTileStore(Files.createTempDirectory(settings.folder(), "log"));
      var args = ListObjectsArgs.builder().bucket(bucket).prefix(year).recursive(true);
      for (Result<Item> each : objects.listObjects(args.build())) {
        String name = each.get().objectName();
        try (var content =
            objects.getObject(GetObjectArgs.builder().bucket(bucket).object(name).build())) {
          copy.put(name.substring(year.length()), content.readAllBytes());
        }
      }
      return copy;
    } catch (Exception e) {
      throw new IllegalStateException("the log could not be read", e);
    }
  }

  /** What the daily sums say an AppID's calls cost. */
  long feeOfDailySums(AppId appId) throws SQLException {
    return query(
            "SELECT COALESCE(SUM(fee), 0) FROM usage_daily_p2y WHERE app_id = ?",
            appId,
            row -> row.getLong(1))
        .getFirst();
  }

  /** How much there is of identification data in each table and in the bucket. */
  Map<String, Integer> identification() throws SQLException {
    Map<String, Integer> counts = new TreeMap<>();
    for (String table : List.of("subject", "subject_alias", "subject_key", "identification_item")) {
      counts.put(
          table,
          query("SELECT COUNT(*) FROM " + table, Optional.empty(), row -> row.getInt(1))
              .getFirst());
    }
    counts.put(
        "day keys",
        query(
                "SELECT COUNT(*) FROM wrapped_key WHERE name LIKE 'day/%'",
                Optional.empty(), row -> row.getInt(1))
            .getFirst());
    counts.put(
        "photos",
        objects("palimpsest-identification-" + ProofSettings.REGION, Optional.empty()).size());
    return counts;
  }

  /** How many items an AppID has stored. */
  long items(AppId appId) throws SQLException {
    return query(
            "SELECT COUNT(*) FROM identification_item WHERE app_id = ?",
            appId,
            row -> row.getLong(1))
        .getFirst();
  }

  /** Where everything of these stores lies. */
  Path files() {
    return files;
  }

  /** Names in the bucket under one AppID, or all of them. */
  List<String> objects(Optional<AppId> appId) {
    return objects("palimpsest-upload-" + ProofSettings.REGION, appId);
  }

  private List<String> objects(String bucket, Optional<AppId> appId) {
    try {
      List<String> names = new ArrayList<>();
      var args = ListObjectsArgs.builder().bucket(bucket).recursive(true);
      appId.ifPresent(id -> args.prefix(id + "/"));
      for (Result<Item> each : objects.listObjects(args.build())) {
        names.add(each.get().objectName());
      }
      return names;
    } catch (Exception e) {
      throw new IllegalStateException("the bucket could not be listed", e);
    }
  }

  /** callIds in the operation log of one AppID. */
  Set<CallId> logged(AppId appId) throws IOException, InterruptedException {
    search("_refresh");
    JsonNode found = search("_search?size=10000&_source=callId&q=appId:" + appId);
    Set<CallId> ids = new HashSet<>();
    found
        .path("hits")
        .path("hits")
        .forEach(hit -> ids.add(CallId.parse(hit.path("_source").path("callId").asText())));
    return ids;
  }

  private JsonNode search(String what) throws IOException, InterruptedException {
    URI uri =
        settings
            .stores()
            .logUrl()
            .resolve("/palimpsest-oplog-" + ProofSettings.REGION + "-*/" + what);
    return json.readTree(
        http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofByteArray())
            .body());
  }

  @Override
  public void close() {
    http.close();
    embedded.close();
  }

  private <T> List<T> query(String sql, AppId appId, RowReader<T> reader) throws SQLException {
    return query(sql, Optional.of(appId), reader);
  }

  private <T> List<T> query(String sql, Optional<AppId> appId, RowReader<T> reader)
      throws SQLException {
    var database = settings.region().database();
    try (Connection connection =
            DriverManager.getConnection(database.url(), database.user(), database.password());
        PreparedStatement statement = connection.prepareStatement(sql)) {
      if (appId.isPresent()) {
        statement.setLong(1, appId.get().value());
      }
      try (ResultSet rows = statement.executeQuery()) {
        List<T> read = new ArrayList<>();
        while (rows.next()) {
          read.add(reader.read(rows));
        }
        return read;
      }
    }
  }

  private interface RowReader<T> {
    T read(ResultSet row) throws SQLException;
  }
}
