package io.palimpsest.standalone.server;

import io.micronaut.context.ApplicationContext;
import io.micronaut.inject.qualifiers.Qualifiers;
import io.palimpsest.evidence.note.VerifierKey;
import io.palimpsest.gateway.Gateway;
import io.palimpsest.ocr.DocumentReader;
import io.palimpsest.ocr.OcrEngine;
import io.palimpsest.platform.call.Cells;
import io.palimpsest.platform.call.Deadlines;
import io.palimpsest.platform.call.FaultPoints;
import io.palimpsest.platform.credentials.ControlStore;
import io.palimpsest.platform.evidence.EvidenceCell;
import io.palimpsest.platform.health.StoreHealth;
import io.palimpsest.platform.health.StoreProbe;
import io.palimpsest.platform.holds.HeldRegion;
import io.palimpsest.platform.metering.PriceList;
import io.palimpsest.platform.rights.RightsStore;
import io.palimpsest.platform.subjects.SubjectCells;
import io.palimpsest.platform.tenancy.Region;
import io.palimpsest.policy.PolicyStore;
import io.palimpsest.retention.Chore;
import io.palimpsest.retention.EvidenceLogs;
import io.palimpsest.retention.Retention;
import io.palimpsest.retention.RetentionSettings;
import io.palimpsest.standalone.launch.Ports;
import io.palimpsest.standalone.launch.Shutdown;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/** The gateway and the clockwork, over stores that are open. */
final class Services {
  private final Gateway gateway;
  private final Map<Region, VerifierKey> evidenceKeys;

  private Services(Gateway gateway, Map<Region, VerifierKey> evidenceKeys) {
    this.gateway = gateway;
    this.evidenceKeys = evidenceKeys;
  }

  /**
   * Starts both; on return the gateway takes calls.
   *
   * @param logs how the keeping of log files is
   */
  static Services start(
      Stores stores,
      Nodes nodes,
      PolicyStore policies,
      StoreProbe logs,
      Ports ports,
      Map<String, Object> settings,
      Clock clock,
      Shutdown shutdown) {
    Map<String, Object> properties = new HashMap<>(settings);
    properties.putIfAbsent("palimpsest.api.port", ports.gateway());
    properties.putIfAbsent("palimpsest.management.port", ports.management());
    // The AppID API has its own authentication; the tenant-admin API has a context of its own.
    properties.put("micronaut.security.enabled", false);
    ApplicationContext context =
        ApplicationContext.builder()
            .deduceEnvironment(false)
            .banner(false)
            .properties(properties)
            .build();
    shutdown.add("gateway", context);
    context.registerSingleton(Clock.class, clock);
    context.registerSingleton(PolicyStore.class, policies);
    context.registerSingleton(PriceList.class, Prices.of(properties));
    context.registerSingleton(FaultPoints.class, ParkingFaultPoints.ofThisProcess());
    context.registerSingleton(Cells.class, stores.cells());
    for (EvidenceCell each : stores.allEvidence()) {
      context.registerSingleton(
          EvidenceCell.class, each, Qualifiers.byName("evidence-" + each.region()));
    }
    for (HeldRegion each : stores.heldRegions()) {
      context.registerSingleton(
          HeldRegion.class, each, Qualifiers.byName("holds-" + each.region()));
    }
    context.registerSingleton(ControlStore.class, stores.control());
    context.registerSingleton(RightsStore.class, stores.controlStores().rights());
    context.registerSingleton(SubjectCells.class, new SubjectCells(stores.subjects()));
    nodes.engine().ifPresent(engine -> context.registerSingleton(OcrEngine.class, engine));
    context.registerSingleton(DocumentReader.class, nodes.reader());
    context.registerSingleton(
        StoreProbe.class, nodes::health, Qualifiers.byName("probe-ocr-nodes"));
    for (StoreProbe probe : stores.probes()) {
      context.registerSingleton(
          StoreProbe.class, probe, Qualifiers.byName("probe-" + System.identityHashCode(probe)));
    }
    PolicyWatch watch =
        shutdown.add(
            "policies",
            new PolicyWatch(policies, library -> stores.makeRoom(library, clock), clock));
    watch.begin();
    context.registerSingleton(StoreProbe.class, watch::probe, Qualifiers.byName("probe-policies"));
    context.registerSingleton(StoreProbe.class, logs, Qualifiers.byName("probe-logs"));
    // The clockwork is made of the started context, whose health asks for it.
    AtomicReference<StoreProbe> clockwork =
        new AtomicReference<>(() -> new StoreHealth("retention", true, "starting", Map.of()));
    context.registerSingleton(
        StoreProbe.class, () -> clockwork.get().probe(), Qualifiers.byName("probe-retention"));
    context.start();
    UploadPolicies erasedBy = new UploadPolicies(stores.control(), policies, clock);
    Function<EvidenceCell, Chore> telling =
        each -> EvidenceLogs.telling(each, evidenceHost(context), erasedBy, clock);
    Duration over = context.getBean(Deadlines.class).over();
    RetentionSettings ticks = retentionSettings(context);
    Retention retention =
        new Retention(
            stores.retained(telling, backups(context), policies, over, ticks, clock),
            stores.retainedControl(
                telling, backups(context), policies, Prices.of(properties), over, ticks, clock),
            policies,
            over,
            ticks,
            clock);
    clockwork.set(retention::health);
    shutdown.add("retention", retention).start();
    Map<Region, VerifierKey> keys = new HashMap<>();
    stores
        .allEvidence()
        .forEach(
            each -> keys.put(each.region(), EvidenceLogs.key(each, evidenceHost(context), clock)));
    return new Services(context.getBean(Gateway.class), keys);
  }

  private static RetentionSettings retentionSettings(ApplicationContext context) {
    RetentionSettings defaults = RetentionSettings.DEFAULTS;
    return new RetentionSettings(
        duration(context, "sweep-every", defaults.sweepEvery()),
        duration(context, "settle-every", defaults.settleEvery()),
        duration(context, "expire-every", defaults.expireEvery()),
        defaults.daysAhead());
  }

  private static String evidenceHost(ApplicationContext context) {
    return context
        .getProperty("palimpsest.evidence.host", String.class)
        .orElse(EvidenceLogs.DEFAULT_HOST);
  }

  /** Where this installation's backups lie; their files expire there. */
  private static Optional<Path> backups(ApplicationContext context) {
    return context.getProperty("palimpsest.backups.folder", String.class).map(Path::of);
  }

  private static Duration duration(ApplicationContext context, String name, Duration otherwise) {
    return context.getProperty("palimpsest.retention." + name, Duration.class).orElse(otherwise);
  }

  int port() {
    return gateway.port();
  }

  /** What a region's, or the control plane's, evidence log of this year is checked with. */
  VerifierKey evidenceKey(Region region) {
    return Objects.requireNonNull(evidenceKeys.get(region));
  }

  int managementPort() {
    return gateway.managementPort();
  }
}
