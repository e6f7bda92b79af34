import io.palimpsest.platform.credentials.Credential;
import io.palimpsest.platform.tenancy.Application;
import io.palimpsest.platform.tenancy.CallLimit;
import io.palimpsest.platform.tenancy.Region;
import io.palimpsest.platform.tenancy.Tenant;
import io.palimpsest.platform.tenancy.TenantId;
import io.palimpsest.policy.PolicyStore;
import io.palimpsest.policy.decision.Attestation;
import io.palimpsest.policy.decision.Attester;
import io.palimpsest.standalone.admin.Accounts;
import io.palimpsest.standalone.admin.ConsentDesk;
import io.palimpsest.standalone.admin.SpecimenConsents;
import io.palimpsest.standalone.client.ApiClient;
import io.palimpsest.standalone.config.Installation;
import io.palimpsest.standalone.config.InstallationFile;
import io.palimpsest.standalone.launch.DataFolder;
import io.palimpsest.standalone.launch.RunState;
import io.palimpsest.standalone.server.Policies;
import io.palimpsest.stores.ControlStores;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;

/**
 * Takes leave to call away by the use cases that the command line and the tenant-admin API use, in
 * another process than the server, and sends one call after the other. What counts is from the
 * commit to the sending of the last call that was still let through. The picture is none, so a call
 * that is let through costs no reading and no fee.
 */
final class Revocation {
  private static final String ACTION = "GeneralBasicOCR";
  private static final Attester BENCH = new Attester("bench", "bench");

  private final Accounts accounts;
  private final ConsentDesk desk;
  private final SpecimenConsents consents;
  private final Application application;
  private final Credential key;
  private final ApiClient client;

  private Revocation(ControlStores control, Installation installation, URI endpoint) {
    Clock clock = Clock.systemUTC();
    PolicyStore policies = Policies.of(installation);
    this.accounts = new Accounts(control.store(), policies.get(), clock);
    this.desk = ConsentDesk.on(control, policies, clock);
    this.consents = new SpecimenConsents(desk.consents(), policies.get(), clock, "bench");
    Region region = installation.regions().getFirst().region();
    TenantId tenant = new TenantId("bench-" + UUID.randomUUID().toString().substring(0, 8));
    accounts.createTenant(tenant, "Bench", installation.policy());
    this.application = accounts.createApplication(tenant, "Bench", region, Set.of(region));
    accounts.limit(
        application.appId(),
        new CallLimit(
            Optional.empty(),
            Optional.empty(),
            OptionalLong.of(1_000_000),
            OptionalLong.empty(),
            OptionalLong.empty()));
    consents.ensure(tenant, application.appId());
    this.key = accounts.createKey(application.appId(), Optional.empty(), Set.of());
    this.client =
        new ApiClient(
            endpoint,
            new ApiClient.Keys(key.secretId().value(), key.secretKey(), Optional.empty()),
            clock);
  }

  /** One way of taking the leave away, the answer that shows it, and the way back. */
  private record Way(String name, String refusal, Runnable away, Runnable back) {}

  private List<Way> ways() {
    TenantId tenant = application.tenant();
    return List.of(
        new Way(
            "a disabled key",
            "AuthFailure.",
            () -> accounts.setEnabled(key.secretId(), false),
            () -> accounts.setEnabled(key.secretId(), true)),
        new Way(
            "a revoked attestation",
            "FailedOperation.UnOpenError",
            () -> desk.consents().revoke(tenant, BENCH, current().id()),
            () -> consents.ensure(tenant, application.appId())),
        new Way(
            "a tenant switched off",
            "UnauthorizedOperation",
            () -> accounts.suspend(tenant, Tenant.State.DISABLED, "bench", "a measurement"),
            () -> accounts.resume(tenant)));
  }

  /** The one that calls of the action stand on. */
  private Attestation current() {
    return desk.consents().history(application.tenant()).attestations(application.appId()).stream()
        .filter(each -> each.revokedAt().isEmpty() && each.interfaces().contains(ACTION))
        .filter(each -> each.scope().toString().contains("service"))
        .findFirst()
        .orElseThrow();
  }

  public static void main(String[] arguments) {
    RunState state = RunState.of(new DataFolder(Path.of(arguments[0])));
    int times = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 20;
    Installation installation = InstallationFile.read(Path.of(state.configuration()));
    boolean ok = true;
    try (ControlStores control =
        ControlStores.open(installation.control(), installation.rootKeyFile())) {
      Revocation bench = new Revocation(control, installation, URI.create(state.gateway()));
      for (Way way : bench.ways()) {
        ok &= bench.measure(way, times);
      }
      bench.accounts.suspend(
          bench.application.tenant(), Tenant.State.DISABLED, "bench", "the measurement is over");
      bench.client.close();
    }
    System.exit(ok ? 0 : 1);
  }

  private boolean measure(Way way, int times) {
    double[] served = new double[times];
    double[] refused = new double[times];
    for (int i = 0; i < times; i++) {
      while (call().contains(way.refusal())) {
        Thread.onSpinWait(); // the last way back has not arrived yet
      }
      way.away().run();
      long committed = System.nanoTime();
      long sent = committed;
      for (long next = System.nanoTime(); !call().contains(way.refusal()); ) {
        sent = next;
        next = System.nanoTime();
      }
      served[i] = (sent - committed) / 1e6;
      refused[i] = (System.nanoTime() - committed) / 1e6;
      way.back().run();
    }
    Arrays.sort(served);
    Arrays.sort(refused);
    System.out.printf(
        "%s, %d times: last call that was still let through sent after %.0f ms at the most (median %.0f);"
            + " first refusal there after %.0f ms at the most (median %.0f)%n",
        way.name(),
        times,
        served[times - 1],
        served[times / 2],
        refused[times - 1],
        refused[times / 2]);
    return served[times - 1] <= 1000;
  }

  private String call() {
    return client.call(ACTION, Optional.empty(), Map.of("ImageBase64", "bm8gcGljdHVyZQ=="));
  }
}
