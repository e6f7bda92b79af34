package io.palimpsest.stores;

import static io.palimpsest.platform.testkit.PlatformFixtures.SINGAPORE;
import static io.palimpsest.platform.testkit.PlatformFixtures.SINGAPORE_TIME;
import static io.palimpsest.platform.testkit.PlatformFixtures.tenant;
import static io.palimpsest.platform.testkit.SubjectFixtures.TRAINING;
import static io.palimpsest.platform.testkit.SubjectFixtures.portrait;
import static io.palimpsest.platform.testkit.SubjectFixtures.reference;
import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.platform.evidence.EvidenceQueue;
import io.palimpsest.platform.exports.Export;
import io.palimpsest.platform.exports.ExportCell;
import io.palimpsest.platform.exports.ExportId;
import io.palimpsest.platform.keys.KeyStore;
import io.palimpsest.platform.subjects.EndUserReference;
import io.palimpsest.platform.subjects.Identification;
import io.palimpsest.platform.subjects.Names;
import io.palimpsest.platform.subjects.Storing;
import io.palimpsest.platform.subjects.Subject;
import io.palimpsest.platform.subjects.SubjectCell;
import io.palimpsest.platform.tenancy.TenantId;
import io.palimpsest.platform.testkit.ExportStoreContract;
import io.palimpsest.platform.testkit.IdentificationErasureContract;
import io.palimpsest.platform.testkit.IdentificationLeavesContract;
import io.palimpsest.platform.testkit.IdentificationStoreContract;
import io.palimpsest.platform.testkit.KeyStoreContract;
import io.palimpsest.policy.PolicyRef;
import io.palimpsest.stores.internal.objects.S3Objects;
import io.palimpsest.stores.internal.sql.Database;
import io.palimpsest.stores.internal.sql.SqlEvidenceQueue;
import io.palimpsest.stores.internal.subjects.SqlKeyStore;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;

/** Key stores, identification data and its exports on a database and an object store. */
abstract class SubjectStores extends Schemas
    implements KeyStoreContract,
        IdentificationStoreContract,
        IdentificationErasureContract,
        IdentificationLeavesContract,
        ExportStoreContract {
  static final List<String> KITS =
      List.of(
          "KeyStore",
          "IdentificationStore",
          "IdentificationErasure",
          "IdentificationLeaves",
          "ExportStore");
  static final Instant MORNING = IdentificationErasureContract.MORNING;

  @TempDir static Path folder;

  private final Backends.Run run;
  final String backend;
  final ObjectStoreSettings objects;
  final S3Objects bucket;
  final S3Objects exportBucket;
  @Nullable World keysOnly;
  @Nullable World shared;

  SubjectStores(Backends.Run run, ObjectStoreSettings objects, String backend) {
    this.run = run;
    this.objects = objects;
    this.backend = backend;
    this.bucket =
        opened(
            S3Objects.attach(
                "photos of the test",
                "palimpsest-identification-" + SINGAPORE,
                OptionalInt.empty(),
                objects));
    this.exportBucket =
        opened(
            S3Objects.attach(
                "exports of the test",
                "palimpsest-exports-" + SINGAPORE,
                OptionalInt.empty(),
                objects));
  }

  /** One region on a schema of its own. */
  record World(DatabaseSettings settings, Database database, RootKeyFile root) {}

  @Override
  public KeyStore keyStore() {
    World now = keysOnly;
    if (now == null) {
      now = world();
      keysOnly = now;
    }
    return new SqlKeyStore(now.database());
  }

  @Override
  public SubjectCell subjects() {
    return cell(shared());
  }

  @Override
  public SubjectCell emptySubjects() {
    return cell(world());
  }

  @Override
  public Told toldSubjects(Clock clock) {
    World world = world();
    SqlEvidenceQueue queue = new SqlEvidenceQueue(world.database(), SINGAPORE_TIME);
    return new Told(
        exports(world, clock).subjects(),
        () -> queue.notices(100).stream().map(EvidenceQueue.Notice::leaf).toList());
  }

  @Override
  public ExportCell emptyExports() {
    return exports(world());
  }

  World shared() {
    World now = shared;
    if (now == null) {
      now = world();
      shared = now;
    }
    return now;
  }

  World world() {
    DatabaseSettings settings = fresh("subjects");
    Database database = opened(Database.open("subjects test", settings, "db/region", 10));
    KITS.forEach(kit -> run.met(kit, database.probe(Map.of()).detail() + " and " + backend));
    return new World(
        settings,
        database,
        RootKeyFile.openOrCreate(folder.resolve(backend.hashCode() + "-" + schemas.size())));
  }

  SubjectCell cell(World world) {
    return exports(world).subjects();
  }

  ExportCell exports(World world) {
    return exports(world, Clock.systemUTC());
  }

  ExportCell exports(World world, Clock clock) {
    return opened(
            RegionSubjects.open(
                SINGAPORE, SINGAPORE_TIME, world.database(), objects, world.root(), clock))
        .exports();
  }

  List<String> exported(Subject subject) {
    return exportBucket.list(subject.id() + "/", "", 10).stream()
        .map(S3Objects.Listed::name)
        .toList();
  }

  static ExportId filled(ExportCell cell, Identification item) {
    ExportId export = queued(cell, MORNING);
    assertThat(cell.exports().add(export, item.callId(), MORNING, _ -> true)).isTrue();
    return export;
  }

  static ExportId queued(ExportCell cell, Instant now) {
    Export export =
        Export.queued(
            TRAINING,
            ExportStoreContract.OPERATOR,
            "to read worn passports better",
            now,
            Set.of(PolicyRef.parse("tencent-ocr@1.0.0")),
            now.plus(Duration.ofDays(7)));
    cell.exports().request(export);
    return export.id();
  }

  /** The same with an object store that nobody serves. */
  SubjectCell cellWithoutObjects(World world) {
    return opened(
            RegionSubjects.open(
                SINGAPORE,
                SINGAPORE_TIME,
                world.database(),
                new ObjectStoreSettings(URI.create("http://127.0.0.1:1"), "none", "none"),
                world.root(),
                Clock.systemUTC()))
        .cell();
  }

  static KeyStore keys(World world) {
    return new SqlKeyStore(world.database());
  }

  static Subject store(
      SubjectCell cell, TenantId tenant, EndUserReference reference, Identification item) {
    Storing outcome =
        cell.items()
            .store(tenant, names(cell, tenant, reference), item, List.of(portrait()), () -> true);
    return ((Storing.Stored) outcome).subject();
  }

  static Names names(SubjectCell cell, TenantId tenant, EndUserReference reference) {
    return cell.pseudonyms().names(tenant, Optional.of(reference), Optional.empty());
  }

  static long count(World world, String table) throws SQLException {
    try (Connection connection = connect(world.settings());
        var rows = connection.createStatement().executeQuery("SELECT COUNT(*) FROM " + table)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  /** Every column of every row of every table, byte by byte. */
  static String dump(World world) throws SQLException {
    StringBuilder all = new StringBuilder();
    try (Connection connection = connect(world.settings());
        var tables =
            connection
                .getMetaData()
                .getTables(connection.getCatalog(), null, "%", new String[] {"TABLE"})) {
      while (tables.next()) {
        String table = tables.getString("TABLE_NAME");
        try (var rows = connection.createStatement().executeQuery("SELECT * FROM " + table)) {
          while (rows.next()) {
            for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
              byte[] value = rows.getBytes(i);
              all.append(value == null ? "" : text(value)).append('\n');
            }
          }
        }
      }
    }
    return all.toString();
  }
}
