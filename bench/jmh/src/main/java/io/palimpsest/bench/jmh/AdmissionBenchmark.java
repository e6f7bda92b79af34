package io.palimpsest.bench.jmh;

import io.palimpsest.ocr.Cancellation;
import io.palimpsest.platform.admission.Admission;
import io.palimpsest.platform.admission.QuotaMeter;
import io.palimpsest.platform.admission.RateLimiter;
import io.palimpsest.platform.call.CallTrace;
import io.palimpsest.platform.call.Cell;
import io.palimpsest.platform.call.EndUser;
import io.palimpsest.platform.call.OcrCall;
import io.palimpsest.platform.credentials.Caller;
import io.palimpsest.platform.credentials.Credential;
import io.palimpsest.platform.credentials.SecretId;
import io.palimpsest.platform.credentials.SecretKey;
import io.palimpsest.platform.erasure.ErasureOutbox;
import io.palimpsest.platform.erasure.UploadStore;
import io.palimpsest.platform.metering.CallIds;
import io.palimpsest.platform.metering.CallLedger;
import io.palimpsest.platform.oplog.OperationLog;
import io.palimpsest.platform.tenancy.AppId;
import io.palimpsest.platform.tenancy.Application;
import io.palimpsest.platform.tenancy.CallLimit;
import io.palimpsest.platform.tenancy.Region;
import io.palimpsest.platform.tenancy.Tenant;
import io.palimpsest.platform.tenancy.TenantId;
import io.palimpsest.policy.DataClass;
import io.palimpsest.policy.PolicyLibrary;
import io.palimpsest.policy.PolicyModule;
import io.palimpsest.policy.decision.AcceptedPolicy;
import io.palimpsest.policy.decision.AgeAssurance;
import io.palimpsest.policy.decision.Attestation;
import io.palimpsest.policy.decision.Attester;
import io.palimpsest.policy.decision.ConsentScope;
import io.palimpsest.policy.decision.PolicyDecisions;
import io.palimpsest.policy.decision.TenantTerms;
import io.palimpsest.policy.decision.TextReference;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One admission among 10,000 tenants, each with 100 attestations of which only the last covers the
 * call; another tenant each time. Sampled, so that the slow ones are seen too.
 */
@State(Scope.Benchmark)
@BenchmarkMode({Mode.AverageTime, Mode.SampleTime})
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "-Xmx2g")
public class AdmissionBenchmark {
  private static final int TENANTS = 10_000;
  private static final int ATTESTATIONS = 100;
  private static final String ACTION = "GeneralBasicOCR";
  private static final Region REGION = new Region("eu-frankfurt");
  private static final Instant BEGAN = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant ENDS = Instant.parse("2100-01-01T00:00:00Z");

  private final List<OcrCall<String>> calls = new ArrayList<>();
  private final Random random = new Random(1);
  private final Clock clock = Clock.systemUTC();
  private final Cell cell =
      new Cell(
          REGION,
          ZoneId.of("Europe/Berlin"),
          unused(CallLedger.class),
          unused(ErasureOutbox.class),
          unused(UploadStore.class),
          unused(OperationLog.class));
  private final PolicyLibrary policies = PolicyLibrary.shipped();
  private final Admission admission =
      new Admission(
          new PolicyDecisions(() -> policies),
          new RateLimiter(clock),
          new QuotaMeter(clock),
          clock);

  @Setup
  public void tenants() {
    CallIds ids = new CallIds(clock);
    for (int i = 0; i < TENANTS; i++) {
      calls.add(
          new OcrCall<>(
              ids.next(),
              caller(i),
              ACTION,
              20,
              Optional.empty(),
              InetAddress.getLoopbackAddress(),
              EndUser.NOBODY,
              Map.of(),
              () -> {
                throw new IllegalStateException("only admitted here");
              },
              new CallTrace(System::nanoTime),
              Cancellation.never()));
    }
  }

  @Benchmark
  public Admission.Admitted admit() {
    return admission.admit(calls.get(random.nextInt(TENANTS)), cell);
  }

  private Caller caller(int number) {
    PolicyModule policy = policies.module("tencent-ocr");
    Attester by = new Attester("admin", "officer");
    Tenant tenant =
        new Tenant(new TenantId("t-" + number), "Tenant", Tenant.State.ACTIVE, policy.id());
    Application application =
        new Application(
            new AppId(1_300_000_000L + number),
            tenant.id(),
            "App",
            REGION,
            Set.of(REGION),
            false,
            List.of(),
            List.of(),
            List.of(
                new CallLimit(
                    Optional.empty(),
                    Optional.empty(),
                    OptionalLong.of(Long.MAX_VALUE),
                    OptionalLong.empty(),
                    OptionalLong.empty())));
    Credential key =
        new Credential(
            new SecretId("AKIDbenchmark" + number),
            application.appId(),
            new SecretKey("secret"),
            true,
            BEGAN,
            Optional.empty(),
            Optional.empty(),
            Set.of());
    return new Caller(
        key,
        application,
        tenant,
        new TenantTerms(
            policy.id(),
            Optional.of(new AcceptedPolicy(policy.ref(), by, BEGAN, policy.hash())),
            Optional.empty(),
            Set.of(REGION.name()),
            attestations(number, by),
            Optional.empty(),
            Map.of()));
  }

  private static List<Attestation> attestations(int number, Attester by) {
    List<Attestation> all = new ArrayList<>();
    for (int i = 1; i <= ATTESTATIONS; i++) {
      boolean last = i == ATTESTATIONS;
      all.add(
          new Attestation(
              "at-" + number + "-" + i,
              by,
              last ? Set.of(ACTION) : Set.of("IDCardOCR", "MLIDPassportOCR"),
              new ConsentScope.Use(DataClass.UPLOAD_AND_RESULT, "service"),
              Map.of("DE", new AgeAssurance.MinimumAge(18), "FR", new AgeAssurance.MinimumAge(18)),
              "tick box",
              new TextReference("1", "ab".repeat(32)),
              BEGAN,
              ENDS,
              Optional.empty()));
    }
    return all;
  }

  /** A store that an admission without quotas has no reason to ask. */
  private static <T> T unused(Class<T> port) {
    return port.cast(
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (_, method, _) -> {
              throw new IllegalStateException(method.getName() + " was asked");
            }));
  }
}
