package io.palimpsest.standalone.server;

import io.palimpsest.embedded.EmbeddedStores;
import io.palimpsest.platform.tenancy.Region;
import io.palimpsest.policy.PolicyStore;
import io.palimpsest.standalone.admin.Accounts;
import io.palimpsest.standalone.admin.SpecimenConsents;
import io.palimpsest.standalone.config.EmbeddedInstallation;
import io.palimpsest.standalone.config.Installation;
import io.palimpsest.standalone.config.Installation.RegionConfig;
import io.palimpsest.standalone.config.InstallationFile;
import io.palimpsest.standalone.launch.DataFolder;
import io.palimpsest.standalone.launch.RunState;
import io.palimpsest.standalone.launch.RunState.RegionState;
import io.palimpsest.standalone.launch.Shutdown;
import io.palimpsest.standalone.launch.Steps;
import io.palimpsest.tenantadmin.TenantAdmin;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/** Everything: stores, engines, gateway, clockwork. */
public final class Instance {
  private final UpSettings settings;
  private final Steps steps;
  private final Shutdown shutdown;
  private final Clock clock;
  private final Optional<Installation> external;
  private final PolicyStore policies;
  private final Profile profile;
  private final Housekeeping logs;

  private Instance(
      UpSettings settings,
      Steps steps,
      Shutdown shutdown,
      Clock clock,
      Optional<Installation> external,
      PolicyStore policies) {
    this.settings = settings;
    this.steps = steps;
    this.shutdown = shutdown;
    this.clock = clock;
    this.external = external;
    this.policies = policies;
    this.profile = new Profile(policies.get(), settings.policy());
    this.logs = new Housekeeping(settings.folder(), policies, clock);
  }

  /**
   * Reads what the settings name.
   *
   * @throws io.palimpsest.standalone.UserError when a file of it does not pass
   */
  public static Instance of(UpSettings settings, Steps steps, Shutdown shutdown, Clock clock) {
    Optional<Installation> external = settings.external().map(InstallationFile::read);
    PolicyStore policies = Policies.open(Policies.folder(settings, external), clock);
    return new Instance(settings, steps, shutdown, clock, external, policies);
  }

  /**
   * What was started.
   *
   * @param demo the demo tenant's keys; empty where none was wanted
   */
  public record Started(RunState state, Optional<Credentials> demo) {}

  /**
   * Starts everything and returns when calls are taken. Whatever was started is entered into the
   * shutdown at once.
   *
   * @throws io.palimpsest.standalone.UserError when something that the user can mend is in the way
   */
  public Started start() throws InterruptedException {
    shutdown.add("log cleaner", logs).begin();
    NodeOpener opener =
        new NodeOpener(
            settings, external.map(Installation::settings).orElse(Map.of()), steps, shutdown);
    // The models load while Elasticsearch is still waking up.
    CompletableFuture<Nodes> nodes = beside(opener::open);
    Optional<EmbeddedStores> own =
        external.isPresent()
            ? Optional.empty()
            : Optional.of(OwnStores.start(settings, steps, shutdown));
    Installation installation = external.or(() -> own.map(this::embedded)).orElseThrow();
    Stores stores = openStores(installation);
    Services services = startServices(installation, stores, joined(nodes));
    TenantAdmin admin = startAdmin(installation, stores);
    String endpoint = "http://127.0.0.1:" + services.port();
    Optional<Credentials> demo =
        settings.demo() && !DemoTenant.left(stores.controlStores().departures())
            ? Optional.of(demo(installation, stores, endpoint))
            : Optional.empty();
    RunState state = ready(installation, own, services, admin, joined(nodes), demo);
    return new Started(state, demo);
  }

  private Installation embedded(EmbeddedStores own) {
    DataFolder folder = settings.folder();
    Installation installation =
        EmbeddedInstallation.on(
            own.addresses(), folder.rootKeyFile(), profile.ofOwnStores(folder), policies.folder());
    DataFolder.writePrivately(folder.storesFile(), InstallationFile.write(installation));
    return installation;
  }

  private Stores openStores(Installation installation) {
    long from = System.nanoTime();
    steps.say("Regions: bringing tables up to date");
    profile.of(installation);
    Stores stores =
        StoreFailures.told(
            () -> Stores.open(installation, policies.get(), settings.folder(), clock, shutdown));
    steps.say("Regions: " + String.join(", ", names(installation)) + " " + Steps.readyAfter(from));
    return stores;
  }

  private Services startServices(Installation installation, Stores stores, Nodes nodes) {
    long from = System.nanoTime();
    steps.say("Gateway: starting on port " + settings.ports().gateway());
    Services services =
        Services.start(
            stores,
            nodes,
            policies,
            logs::health,
            settings.ports(),
            installation.settings(),
            clock,
            shutdown);
    steps.say("Gateway and retention: " + Steps.readyAfter(from));
    return services;
  }

  private TenantAdmin startAdmin(Installation installation, Stores stores) {
    TenantAdmin admin =
        AdminApi.start(
            stores, policies, settings.ports(), installation.settings(), clock, shutdown);
    shutdown.add("announcements", new Announcements(stores, policies, clock)).begin();
    return admin;
  }

  private Credentials demo(Installation installation, Stores stores, String endpoint) {
    List<Region> regions = installation.regions().stream().map(RegionConfig::region).toList();
    return new DemoTenant(
            stores.control(),
            new Accounts(stores.control(), policies.get(), clock),
            new SpecimenConsents(
                stores.desk(policies, clock).consents(), policies.get(), clock, "palimpsest up"))
        .ensure(regions, installation.policy(), endpoint, settings.folder().credentialsFile());
  }

  private RunState ready(
      Installation installation,
      Optional<EmbeddedStores> own,
      Services services,
      TenantAdmin admin,
      Nodes nodes,
      Optional<Credentials> demo) {
    DataFolder folder = settings.folder();
    RunState begun = RunState.starting(folder);
    Map<String, Long> processes = new HashMap<>(Map.of("palimpsest", begun.pid()));
    own.map(OwnStores::processes).ifPresent(processes::putAll);
    processes.putAll(nodes.processes());
    Map<String, String> stores = new TreeMap<>();
    RegionConfig first = installation.regions().getFirst();
    stores.put("mysql", withoutParameters(first.database().url()).replaceFirst("/[^/]*$", ""));
    stores.put("elasticsearch", first.log().toString());
    stores.put("s3", first.objects().endpoint().toString());
    RunState state =
        new RunState(
            "ready",
            begun.pid(),
            begun.since(),
            begun.data(),
            begun.logs(),
            "http://127.0.0.1:" + services.port(),
            "http://127.0.0.1:" + services.managementPort(),
            "http://127.0.0.1:" + admin.port(),
            nodes.model(),
            settings
                .external()
                .map(file -> file.toAbsolutePath().toString())
                .orElse(folder.storesFile().toString()),
            demo.map(_ -> folder.credentialsFile().toString()).orElse(""),
            stores,
            installation.regions().stream().map(each -> regionState(each, services)).toList(),
            services.evidenceKey(Region.CONTROL).toString(),
            processes);
    state.write(folder);
    nodes
        .process()
        .ifPresent(
            it -> it.onRestart(pid -> state.withProcess(NodeProcess.NAME, pid).write(folder)));
    return state;
  }

  private static RegionState regionState(RegionConfig region, Services services) {
    String name = region.region().name();
    return new RegionState(
        name,
        region.zone().getId(),
        withoutParameters(region.database().url()),
        region.log().toString(),
        region.objects().endpoint().toString(),
        services.evidenceKey(region.region()).toString());
  }

  private static String withoutParameters(String url) {
    return url.replaceFirst("\\?.*", "");
  }

  private static List<String> names(Installation installation) {
    return installation.regions().stream().map(region -> region.region().name()).toList();
  }

  private static <T> CompletableFuture<T> beside(Supplier<T> work) {
    CompletableFuture<T> future = new CompletableFuture<>();
    Thread.ofPlatform()
        .daemon()
        .name("models")
        .start(
            () -> {
              try {
                future.complete(work.get());
              } catch (RuntimeException | Error e) {
                future.completeExceptionally(e);
              }
            });
    return future;
  }

  private static <T> T joined(CompletableFuture<T> future) {
    try {
      return future.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException known ? known : e;
    }
  }
}
