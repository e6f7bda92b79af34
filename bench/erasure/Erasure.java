import io.palimpsest.embedded.EmbeddedSettings;
import io.palimpsest.embedded.EmbeddedStores;
import io.palimpsest.evidence.LogReader;
import io.palimpsest.platform.erasure.UploadKey;
import io.palimpsest.platform.evidence.EvidenceCell;
import io.palimpsest.platform.metering.CallId;
import io.palimpsest.platform.metering.CallIds;
import io.palimpsest.platform.metering.MonitoringRecord;
import io.palimpsest.platform.metering.Settlement;
import io.palimpsest.platform.credentials.SecretId;
import io.palimpsest.platform.tenancy.AppId;
import io.palimpsest.platform.tenancy.Region;
import io.palimpsest.policy.PolicyLibrary;
import io.palimpsest.policy.RetentionPeriod;
import io.palimpsest.retention.EvidenceLogs;
import io.palimpsest.retention.RetainedRegion;
import io.palimpsest.retention.Retention;
import io.palimpsest.retention.RetentionSettings;
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
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/** Sweeps of many uploads, and the lag from an erasure to its leaf, with the clockwork as it ticks. */
final class Erasure {
  private static final ZoneId ZONE = ZoneId.of("Asia/Singapore");
  private static final RetentionPeriod PERIOD = RetentionPeriod.parse("P2Y");
  private static final AppId APP = new AppId(1300000001);
  private static final Duration OVER = Duration.ofSeconds(40);
  private static final Duration LONGEST_SWEEP = Duration.ofMinutes(5);
  private static final double LONGEST_LAG_MS = 1000;
  private static final Optional<String> GIVEN_OBJECTS = given("PALIMPSEST_TEST_S3_URL");
  private static final Optional<String> GIVEN_DATABASE = given("PALIMPSEST_TEST_MYSQL_URL");

  private final RegionStores region;
  private final EvidenceCell evidence;
  private final int year = LocalDate.now(ZONE).getYear();

  private Erasure(RegionStores region, Path folder) {
    this.region = region;
    this.evidence = region.evidence(RootKeyFile.openOrCreate(folder.resolve("root.json")));
  }

  /** {@code folder fill|sweep|lag ...}. */
  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]);
    try (EmbeddedStores stores =
        EmbeddedStores.prepare(
            EmbeddedSettings.onFreePorts(folder.resolve("stores"), folder.resolve("software")),
            (what, how) -> {})) {
      if (GIVEN_DATABASE.isEmpty()) {
        stores.mariaDb().start();
      }
      if (GIVEN_OBJECTS.isEmpty()) {
        stores.s3().start();
      }
      boolean well;
      try (RegionStores region =
          RegionStores.open(settings(stores, folder), Clock.systemUTC())) {
        Erasure bench = new Erasure(region, folder);
        well =
            switch (arguments[1]) {
              case "fill" ->
                  GIVEN_OBJECTS.isEmpty()
                      ? bench.place(
                          folder.resolve("stores/objects/blobs"), number(arguments, 2, 100_000))
                      : bench.fill(number(arguments, 2, 100_000));
              case "sweep" -> bench.sweep();
              default -> bench.lag(number(arguments, 2, 60), number(arguments, 3, 100));
            };
      }
      if (!well) {
        System.exit(1);
      }
    }
    System.exit(0); // Elasticsearch's client, which nobody answers here, may keep threads
  }

  private static Optional<String> given(String name) {
    return Optional.ofNullable(System.getenv(name)).filter(it -> !it.isBlank());
  }

  private static int number(String[] arguments, int at, int otherwise) {
    return arguments.length > at ? Integer.parseInt(arguments[at]) : otherwise;
  }

  private static RegionStoreSettings settings(EmbeddedStores stores, Path folder) {
    ObjectStoreSettings objects =
        GIVEN_OBJECTS
            .map(
                url ->
                    new ObjectStoreSettings(
                        URI.create(url),
                        System.getenv("PALIMPSEST_TEST_S3_ACCESS_KEY"),
                        System.getenv("PALIMPSEST_TEST_S3_SECRET_KEY")))
            .orElseGet(
                () ->
                    new ObjectStoreSettings(
                        stores.addresses().objectEndpoint(),
                        stores.addresses().objectAccessKey(),
                        stores.addresses().objectSecretKey()));
    // A log lies in both stores, so a database goes with one object store.
    String schema = GIVEN_OBJECTS.isEmpty() ? "palimpsest_erasure" : "palimpsest_erasure_given";
    DatabaseSettings database =
        GIVEN_DATABASE
            .map(
                url ->
                    new DatabaseSettings(
                        url.replaceFirst("/?$", "/" + schema),
                        System.getenv().getOrDefault("PALIMPSEST_TEST_MYSQL_USER", "root"),
                        System.getenv().getOrDefault("PALIMPSEST_TEST_MYSQL_PASSWORD", "")))
            .orElseGet(
                () ->
                    new DatabaseSettings(
                        stores.mariaDb().server() + schema,
                        stores.mariaDb().user(),
                        stores.mariaDb().password()));
    return new RegionStoreSettings(
        new Region("ap-singapore"),
        ZONE,
        Set.of(PERIOD, RetentionPeriod.parse("P90D")),
        database,
        objects,
        new LogStoreSettings(stores.addresses().logUrl(), folder.resolve("spool")));
  }

  /** As files where the embedded object store keeps its objects: staging them takes minutes. */
  private boolean place(Path blobs, int count) throws Exception {
    CallIds ids = new CallIds(Clock.systemUTC());
    Path bucket = blobs.resolve("palimpsest-upload-ap-singapore");
    byte[] content = new byte[1000];
    long from = System.nanoTime();
    for (int i = 0; i < count; i++) {
      Path file = bucket.resolve(UploadKey.of(APP, ids.next(), ZONE).path());
      Files.createDirectories(file.getParent());
      Files.write(file, content);
    }
    System.out.printf(
        Locale.ROOT, "placed %,d uploads in %.0f s%n", count, seconds(from));
    return region.cell().uploads().list(1).size() == 1;
  }

  private boolean fill(int count) throws Exception {
    CallIds ids = new CallIds(Clock.systemUTC());
    byte[] content = new byte[1000];
    long from = System.nanoTime();
    Semaphore places = new Semaphore(16);
    AtomicInteger failed = new AtomicInteger();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < count; i++) {
        places.acquire();
        threads.submit(
            () -> {
              try {
                region.cell().uploads().stage(UploadKey.of(APP, ids.next(), ZONE), content);
              } catch (RuntimeException e) {
                failed.incrementAndGet();
              } finally {
                places.release();
              }
            });
      }
    }
    System.out.printf(
        Locale.ROOT, "staged %,d uploads in %.0f s, %d failed%n", count, seconds(from), failed.get());
    return failed.get() == 0;
  }

  private boolean sweep() throws Exception {
    List<String> staged = region.cell().uploads().list(1_000_000);
    awaitOver(staged);
    int there = staged.size();
    long before = evidence.queue().progress(year).placed();
    long from = System.nanoTime();
    double empty = 0;
    try (Retention retention = retention()) {
      retention.start();
      while (leaves() < before + there) {
        if (seconds(from) > 2 * LONGEST_SWEEP.toSeconds()) {
          System.out.println("given up: " + retention.health().detail());
          return false;
        }
        Thread.sleep(1_000);
        if (empty == 0 && region.cell().uploads().list(1).isEmpty()) {
          empty = seconds(from);
        }
      }
    }
    double took = seconds(from);
    System.out.printf(
        Locale.ROOT,
        "%,d uploads erased in %.0f s, their %,d leaves in the log after %.0f s; at most %s of memory%n",
        there,
        empty == 0 ? took : empty,
        leaves() - before,
        took,
        peak());
    return there > 0
        && region.cell().uploads().list(1).isEmpty()
        && leaves() == before + there
        && took <= LONGEST_SWEEP.toSeconds();
  }

  /** A sweep leaves the uploads of calls that may still be under work. */
  private static void awaitOver(List<String> staged) throws InterruptedException {
    Instant newest =
        staged.stream()
            .flatMap(name -> UploadKey.parse(name).stream())
            .map(key -> key.callId().received())
            .max(Instant::compareTo)
            .orElse(Instant.MIN);
    while (newest.plus(OVER).isAfter(Instant.now())) {
      Thread.sleep(500);
    }
  }

  private long leaves() {
    return reader().map(it -> it.latest().checkpoint().size()).orElse(0L);
  }

  /** Of this process, which is the embedded object store too. */
  private static String peak() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .map(line -> line.replaceAll("\\D", ""))
        .map(kilobytes -> Long.parseLong(kilobytes) / 1024 + " MiB")
        .findFirst()
        .orElse("?");
  }

  private boolean lag(int length, int rate) throws Exception {
    Map<CallId, Instant> seen = new ConcurrentHashMap<>();
    CallIds ids = new CallIds(Clock.systemUTC());
    double[] lags = new double[length * rate];
    int count = 0;
    try (Retention retention = retention();
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      retention.start();
      Thread.sleep(5_000); // its jobs have begun
      long from = System.nanoTime();
      long known = reader().map(it -> it.latest().checkpoint().size()).orElse(0L);
      for (int call = 0; count < lags.length; ) {
        while (call < lags.length && seconds(from) * rate > call) {
          threads.submit(() -> call(ids.next(), seen));
          call++;
        }
        long size = reader().map(it -> it.latest().checkpoint().size()).orElse(0L);
        Instant now = Instant.now();
        if (size > known) {
          for (var each : evidence.queue().placed(year, known, size)) {
            Instant gone = seen.remove(each.entry().upload().callId());
            if (gone != null) {
              lags[count++] = Duration.between(gone, now).toNanos() / 1e6;
            }
          }
          known = size;
        }
        if (seconds(from) > length + 60) {
          System.out.println("given up: " + retention.health().detail());
          return false;
        }
        Thread.sleep(20);
      }
    }
    Arrays.sort(lags);
    System.out.printf(
        Locale.ROOT,
        "%,d erasures at %d a second: leaf provable after %.0f ms (median), p99 %.0f, longest %.0f%n",
        count,
        rate,
        lags[count / 2],
        lags[count * 99 / 100],
        lags[count - 1]);
    return lags[count - 1] <= LONGEST_LAG_MS;
  }

  /** From the upload to the erasure that was seen. */
  private void call(CallId id, Map<CallId, Instant> seen) {
    UploadKey key = UploadKey.of(APP, id, ZONE);
    byte[] salt = new byte[16];
    ThreadLocalRandom.current().nextBytes(salt);
    Instant now = Instant.now();
    var cell = region.cell();
    cell.uploads().stage(key, salt);
    cell.ledger()
        .settle(
            new Settlement(
                new MonitoringRecord(
                    APP, "TextDetect", MonitoringRecord.SUCCESS, id, now, now, cell.region(), 1000, 1),
                new SecretId("AKIDerasurebench1"),
                salt,
                Optional.of(key),
                PERIOD));
    cell.uploads().erase(key);
    Instant gone = Instant.now();
    seen.put(id, gone);
    cell.outbox().seenGone(id, gone);
    cell.ledger().delivered(id);
  }

  private Retention retention() {
    return new Retention(
        List.of(
            new RetainedRegion(region.cell(), region.partitions(), region.logIndexes())
                .scheduledIn(region.schedule())
                .with(
                    EvidenceLogs.telling(
                        evidence, "bench.example", _ -> "tencent-ocr-1.0.0", Clock.systemUTC()))),
        PolicyLibrary::shipped,
        OVER,
        RetentionSettings.DEFAULTS,
        Clock.systemUTC());
  }

  private Optional<LogReader> reader() {
    if (evidence.queue().progress(year).released() == 0) {
      return Optional.empty();
    }
    return evidence
        .keys()
        .verifier(year)
        .map(key -> new LogReader(evidence.tiles().apply(year), key));
  }

  private static double seconds(long since) {
    return (System.nanoTime() - since) / 1e9;
  }
}
