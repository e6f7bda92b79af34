import io.palimpsest.embedded.EmbeddedSettings;
import io.palimpsest.embedded.EmbeddedStores;
import io.palimpsest.embedded.ProgressListener;
import io.palimpsest.platform.exports.Export;
import io.palimpsest.platform.exports.ExportCell;
import io.palimpsest.platform.exports.ExportId;
import io.palimpsest.platform.metering.CallId;
import io.palimpsest.platform.metering.CallIds;
import io.palimpsest.platform.subjects.EndUserReference;
import io.palimpsest.platform.subjects.Erased;
import io.palimpsest.platform.subjects.FieldName;
import io.palimpsest.platform.subjects.Identification;
import io.palimpsest.platform.subjects.Names;
import io.palimpsest.platform.subjects.Photo;
import io.palimpsest.platform.subjects.Purpose;
import io.palimpsest.platform.subjects.SubjectCell;
import io.palimpsest.platform.subjects.SubjectState;
import io.palimpsest.platform.tenancy.AppId;
import io.palimpsest.platform.tenancy.Region;
import io.palimpsest.platform.tenancy.TenantId;
import io.palimpsest.policy.DataClass;
import io.palimpsest.policy.PolicyRef;
import io.palimpsest.policy.RetentionPeriod;
import io.palimpsest.policy.decision.Attester;
import io.palimpsest.standalone.launch.CacheFolder;
import io.palimpsest.stores.DatabaseSettings;
import io.palimpsest.stores.LogStoreSettings;
import io.palimpsest.stores.ObjectStoreSettings;
import io.palimpsest.stores.RegionStoreSettings;
import io.palimpsest.stores.RegionStores;
import io.palimpsest.stores.RootKeyFile;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/**
 * Fills a region with items spread over the last 30 days, four to an end user, and puts the items
 * of some into an export; then some of these withdraw, one after the other, every second one by
 * erasure. A withdrawal is timed from the tenant's reference to the moment at which database,
 * object store and export were asked and have nothing of it any more.
 */
final class Subjects {
  private static final double LIMIT_SECONDS = 5;
  private static final int WITHDRAWALS = 50;
  private static final int ITEMS_EACH = 4;
  private static final int CALLERS = 16;
  private static final TenantId TENANT = new TenantId("bench");
  private static final Purpose PURPOSE = new Purpose("model-improvement");
  private static final AppId APP = new AppId(1300000001);
  private static final PolicyRef POLICY = PolicyRef.parse("tencent-ocr@1.0.0");
  private static final Attester OPERATOR = new Attester("bench", "bench");

  public static void main(String[] arguments) throws Exception {
    int items = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 100_000;
    int every = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 10;
    int exported = arguments.length > 2 ? Integer.parseInt(arguments[2]) : items;
    String kept = System.getenv("BENCH_FOLDER");
    Path folder =
        kept == null
            ? Files.createTempDirectory("palimpsest-bench-")
            : Files.createDirectories(Path.of(kept));
    folder.toFile().setExecutable(true, false); // the embedded database may run as another user
    folder.toFile().setReadable(true, false);
    boolean ok;
    try (EmbeddedStores embedded = EmbeddedStores.prepare(settings(folder), ProgressListener.none());
        RegionStores stores = open(embedded, folder)) {
      ExportCell cells = stores.exports(RootKeyFile.openOrCreate(folder.resolve("root.json")));
      SubjectCell cell = cells.subjects();
      if (cells.exports().exports().isEmpty()) {
        fill(cell, items, every);
        export(cells, exported / ITEMS_EACH);
      }
      ok = measure(cells, exported / ITEMS_EACH);
      if (kept == null) {
        end(cells);
        expire(cell);
      }
    } finally {
      if (kept == null) {
        try (var files = Files.walk(folder)) {
          files.sorted(Collections.reverseOrder()).forEach(file -> file.toFile().delete());
        }
      }
    }
    System.exit(ok ? 0 : 1);
  }

  private static EmbeddedSettings settings(Path folder) throws IOException {
    return EmbeddedSettings.onFreePorts(
        folder.resolve("stores"), CacheFolder.of(System.getenv()).software());
  }

  private static RegionStores open(EmbeddedStores embedded, Path folder) {
    String mysql = System.getenv("BENCH_MYSQL_URL");
    String s3 = System.getenv("BENCH_S3_URL");
    if (mysql == null) {
      embedded.mariaDb().start();
    }
    if (s3 == null) {
      embedded.s3().start();
    }
    DatabaseSettings database =
        mysql == null
            ? new DatabaseSettings(
                embedded.mariaDb().server() + "palimpsest_bench",
                embedded.mariaDb().user(),
                embedded.mariaDb().password())
            : new DatabaseSettings(
                mysql + "palimpsest_bench_" + Long.toString(System.nanoTime(), 36),
                Objects.requireNonNullElse(System.getenv("BENCH_MYSQL_USER"), "root"),
                Objects.requireNonNullElse(System.getenv("BENCH_MYSQL_PASSWORD"), ""));
    ObjectStoreSettings objects =
        s3 == null
            ? new ObjectStoreSettings(
                embedded.s3().endpoint(), embedded.s3().accessKey(), embedded.s3().secretKey())
            : new ObjectStoreSettings(
                URI.create(s3),
                System.getenv("BENCH_S3_ACCESS_KEY"),
                System.getenv("BENCH_S3_SECRET_KEY"));
    RegionStores stores =
        RegionStores.open(
            new RegionStoreSettings(
                new Region("xx-bench"),
                ZoneOffset.UTC,
                Set.of(RetentionPeriod.parse("P2Y")),
                database,
                objects,
                new LogStoreSettings(URI.create("http://127.0.0.1:1"), folder.resolve("spool"))),
            Clock.systemUTC());
    System.out.println(
        "stores: "
            + stores.probes().getFirst().probe().detail()
            + (s3 == null ? ", embedded S3" : ", the given object store"));
    return stores;
  }

  private static void fill(SubjectCell cell, int items, int every) throws Exception {
    AtomicInteger photos = new AtomicInteger();
    byte[] picture = new byte[20_000];
    new Random(1).nextBytes(picture);
    Photo photo = new Photo(new FieldName("portrait"), picture);
    double seconds =
        inParallel(
            items,
            i -> {
              boolean pictured = i % every == 0;
              photos.addAndGet(pictured ? 1 : 0);
              cell.items()
                  .store(
                      TENANT,
                      names(cell, i / ITEMS_EACH),
                      item(i),
                      pictured ? List.of(photo) : List.of(),
                      () -> true);
            });
    System.out.printf(
        "filled: %,d items (asked for %,d), %,d photos, %.0f items/s%n",
        cell.inventory().counts().getFirst().items(), items, photos.get(), items / seconds);
  }

  /** Puts all items of the first end users into one export. */
  private static void export(ExportCell cell, int users) throws Exception {
    Instant now = Instant.now();
    Export export =
        Export.queued(
            PURPOSE, OPERATOR, "bench", now, Set.of(POLICY), now.plus(Duration.ofDays(7)));
    cell.exports().request(export);
    double seconds =
        inParallel(
            users,
            user ->
                calls(cell.subjects(), user)
                    .forEach(call -> cell.exports().add(export.id(), call, now, _ -> true)));
    cell.exports().finish(export.id(), export.until(), 0, now);
    int there = cell.exports().find(export.id()).orElseThrow().there();
    System.out.printf("exported: %,d items, %.0f items/s%n", there, there / seconds);
  }

  private static List<CallId> calls(SubjectCell cell, int user) {
    return cell.items().find(TENANT, names(cell, user).all()).stream()
        .flatMap(each -> cell.items().items(each.subject()).stream())
        .map(item -> item.content().callId())
        .toList();
  }

  /** How long it took, in seconds; a call that failed fails the measurement. */
  private static double inParallel(int count, IntConsumer work) throws Exception {
    AtomicInteger next = new AtomicInteger();
    long start = System.nanoTime();
    List<Future<?>> callers = new ArrayList<>();
    try (var threads = Executors.newFixedThreadPool(CALLERS)) {
      for (int caller = 0; caller < CALLERS; caller++) {
        callers.add(
            threads.submit(
                () -> {
                  for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
                    work.accept(i);
                  }
                  return null;
                }));
      }
    }
    for (Future<?> caller : callers) {
      caller.get();
    }
    return (System.nanoTime() - start) / 1e9;
  }

  private static boolean measure(ExportCell cells, int users) {
    SubjectCell cell = cells.subjects();
    ExportId export = cells.exports().exports().getFirst().id();
    List<Double> seconds = new ArrayList<>();
    Erased all = Erased.NOTHING;
    boolean gone = true;
    int left = 0;
    Random random = new Random();
    while (seconds.size() < WITHDRAWALS) {
      int user = random.nextInt(users);
      List<CallId> calls = calls(cell, user);
      if (calls.isEmpty()) {
        continue; // drawn before
      }
      long start = System.nanoTime();
      for (SubjectState found : cell.items().find(TENANT, names(cell, user).all())) {
        all =
            all.plus(
                seconds.size() % 2 == 0
                    ? cell.erasure().withdraw(found.subject(), PURPOSE).erased()
                    : cell.erasure().erase(found.subject()));
      }
      gone &= cell.items().find(TENANT, names(cell, user).all()).isEmpty();
      for (CallId call : calls) {
        gone &= cells.exports().read(export, call).isEmpty();
      }
      seconds.add((System.nanoTime() - start) / 1e9);
      left += calls.size();
    }
    Collections.sort(seconds);
    System.out.printf(
        "withdrawals: %d among %,d items, gone from all stores and from the export after %.3f s"
            + " (median), %.3f s (slowest); limit %.0f s; %s, %d items left the export%n",
        WITHDRAWALS,
        cell.inventory().counts().getFirst().items() + all.items(),
        seconds.get(WITHDRAWALS / 2),
        seconds.getLast(),
        LIMIT_SECONDS,
        all,
        left);
    return gone && seconds.getLast() <= LIMIT_SECONDS;
  }

  /** The whole export at once, as when its time is up. */
  private static void end(ExportCell cells) {
    ExportId export = cells.exports().exports().getFirst().id();
    long start = System.nanoTime();
    int erased = cells.exports().erase(export, OPERATOR, "bench", Instant.now());
    System.out.printf(
        "end of the export: %,d items, %,.0f items/s%n",
        erased, erased / ((System.nanoTime() - start) / 1e9));
  }

  /** Everything at once, as no day ever has it; and nothing is left behind in given stores. */
  private static void expire(SubjectCell cell) {
    long start = System.nanoTime();
    Erased erased = cell.erasure().eraseExpired(Instant.now().plus(Duration.ofDays(40)));
    double seconds = (System.nanoTime() - start) / 1e9;
    System.out.printf(
        "expiry: %,.0f items/s; %s; %s left%n",
        erased.items() / seconds, erased, cell.inventory().counts());
  }

  private static Names names(SubjectCell cell, int user) {
    return cell.pseudonyms()
        .names(TENANT, Optional.of(new EndUserReference("user " + user)), Optional.empty());
  }

  private static Identification item(int number) {
    Instant stored =
        Instant.now().minus(Duration.ofDays(number % 30)).minusSeconds(number % 3600);
    return new Identification(
        APP,
        new CallIds(Clock.fixed(stored, ZoneOffset.UTC)).next(),
        "MLIDPassportOCR",
        DataClass.IDENTIFICATION,
        Map.of(
            new FieldName("name"), "SPECIMEN, NUMBER " + number,
            new FieldName("documentNumber"), "X" + number,
            new FieldName("dateOfBirth"), "1980-01-01",
            new FieldName("nationality"), "UTO"),
        POLICY,
        Set.of(PURPOSE),
        Map.of(),
        stored,
        stored.plus(Duration.ofDays(31)),
        Optional.of("XX"));
  }
}
