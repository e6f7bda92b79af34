package io.palimpsest.standalone.proof;

import io.micronaut.context.ApplicationContext;
import io.palimpsest.gateway.Gateway;
import io.palimpsest.ocr.DocumentReader;
import io.palimpsest.ocr.DocumentReaders;
import io.palimpsest.ocr.EngineSettings;
import io.palimpsest.platform.call.Cells;
import io.palimpsest.platform.evidence.EvidenceCell;
import io.palimpsest.platform.holds.HeldRegion;
import io.palimpsest.platform.metering.PriceLists;
import io.palimpsest.platform.subjects.SubjectCell;
import io.palimpsest.platform.subjects.SubjectCells;
import io.palimpsest.policy.PolicyStore;
import io.palimpsest.retention.EvidenceLogs;
import io.palimpsest.retention.RetainedRegion;
import io.palimpsest.retention.Retention;
import io.palimpsest.standalone.engine.FetchProgress;
import io.palimpsest.standalone.engine.Models;
import io.palimpsest.standalone.launch.CacheFolder;
import io.palimpsest.stores.ControlStores;
import io.palimpsest.stores.RegionStores;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The process that is killed: the real gateway, flow, stores and clockwork of one region, by
 * default with an engine that reads at once. The stores themselves run elsewhere and outlive it.
 */
public final class ProofServer {
  /** Second argument for the engine that ships, and deadlines to go with it. */
  static final String REAL_ENGINE = "real-engine";

  private static final Duration REAL_DEADLINE = Duration.ofSeconds(60);

  private ProofServer() {}

  /** Runs until it is killed. */
  public static void main(String[] args) throws Exception {
    ProofSettings settings = ProofSettings.load(Path.of(args[0]));
    boolean real = args.length > 1 && args[1].equals(REAL_ENGINE);
    Duration deadline = real ? REAL_DEADLINE : ProofSettings.DEADLINE;
    Clock clock = Clock.systemUTC();
    PolicyStore policies = PolicyStore.shipped(clock);
    ControlStores control = ControlStores.open(settings.control(), settings.rootKey());
    RegionStores region = RegionStores.open(settings.region(), clock);
    SubjectCell subjects = region.subjects(control.rootKey());
    EvidenceCell evidence = region.evidence(control.rootKey());
    Retention retention =
        new Retention(
            List.of(
                new RetainedRegion(region.cell(), region.partitions(), region.logIndexes())
                    .holding(subjects.erasure())
                    .scheduledIn(region.schedule())
                    .with(EvidenceLogs.telling(evidence, "proof.test", _ -> "tencent-ocr", clock))),
            policies,
            deadline.plus(ProofSettings.GRACE),
            ProofSettings.RETENTION,
            clock);
    ApplicationContext context =
        gateway(
            deadline,
            new Cells(List.of(region.cell())),
            control.store(),
            control.rights(),
            new SubjectCells(List.of(subjects)),
            real ? realReader() : new StubReader(),
            policies,
            PriceLists.shipped(),
            settings.killPoints(),
            evidence,
            new HeldRegion(region.cell().region(), region.cell().zone(), region.holds()),
            clock);
    Gateway gateway = context.getBean(Gateway.class);
    retention.start();
    Path half = settings.folder().resolve("port.half");
    Files.writeString(half, Integer.toString(gateway.port()));
    Files.move(half, settings.ready(), StandardCopyOption.ATOMIC_MOVE);
    Thread.currentThread().join();
  }

  /**
   * Starts a gateway on a free port.
   *
   * @param parts what it needs from outside
   */
  static ApplicationContext gateway(Duration deadline, Object... parts) {
    return ApplicationContext.builder()
        .deduceEnvironment(false)
        .banner(false)
        .properties(
            Map.of(
                "micronaut.security.enabled",
                false, // the tenant-admin API's, which lies on the same class path
                "palimpsest.api.port",
                0,
                "palimpsest.management.port",
                0,
                "palimpsest.api.call-timeout",
                deadline,
                "palimpsest.api.call-grace",
                ProofSettings.GRACE))
        .singletons(parts)
        .start();
  }

  private static DocumentReader realReader() {
    FetchProgress progress = new FetchProgress(new PrintWriter(System.out, true), false);
    return DocumentReaders.of(
        Models.open(
            CacheFolder.of(System.getenv()).models(),
            EngineSettings.defaults(),
            progress,
            System.out::println));
  }
}
