package io.palimpsest.standalone.proof;

import io.micronaut.context.ApplicationContext;
import io.palimpsest.gateway.Gateway;
import io.palimpsest.platform.call.Cells;
import io.palimpsest.platform.metering.PriceLists;
import io.palimpsest.policy.PolicyLibrary;
import io.palimpsest.retention.RetainedRegion;
import io.palimpsest.retention.Retention;
import io.palimpsest.stores.ControlStores;
import io.palimpsest.stores.RegionStores;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/**
 * The process that is killed: the real gateway, flow, stores and clockwork of one region, with an
 * engine that reads at once. The stores themselves run elsewhere and outlive it.
 */
public final class ProofServer {
  private ProofServer() {}

  /** Runs until it is killed. */
  public static void main(String[] args) throws Exception {
    ProofSettings settings = ProofSettings.load(Path.of(args[0]));
    Clock clock = Clock.systemUTC();
    PolicyLibrary policies = PolicyLibrary.shipped();
    ControlStores control = ControlStores.open(settings.control(), settings.rootKey());
    RegionStores region = RegionStores.open(settings.region(), clock);
    Retention retention =
        new Retention(
            List.of(new RetainedRegion(region.cell(), region.partitions(), region.logIndexes())),
            policies,
            ProofSettings.OVER,
            ProofSettings.RETENTION,
            clock);
    ApplicationContext context =
        ApplicationContext.builder()
            .deduceEnvironment(false)
            .banner(false)
            .properties(
                Map.of(
                    "palimpsest.api.port",
                    0,
                    "palimpsest.management.port",
                    0,
                    "palimpsest.api.call-timeout",
                    ProofSettings.DEADLINE,
                    "palimpsest.api.call-grace",
                    ProofSettings.GRACE))
            .singletons(
                new Cells(List.of(region.cell())),
                control.store(),
                new StubReader(),
                policies,
                PriceLists.shipped(),
                settings.killPoints(),
                clock)
            .start();
    Gateway gateway = context.getBean(Gateway.class);
    retention.start();
    Path half = settings.folder().resolve("port.half");
    Files.writeString(half, Integer.toString(gateway.port()));
    Files.move(half, settings.ready(), StandardCopyOption.ATOMIC_MOVE);
    Thread.currentThread().join();
  }
}
