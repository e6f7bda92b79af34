package io.palimpsest.bench.jmh;

import io.palimpsest.policy.DataClass;
import io.palimpsest.policy.PolicyLibrary;
import io.palimpsest.policy.PolicyModule;
import io.palimpsest.policy.PolicyRef;
import io.palimpsest.policy.decision.AcceptedPolicy;
import io.palimpsest.policy.decision.AgeAssurance;
import io.palimpsest.policy.decision.Attestation;
import io.palimpsest.policy.decision.Attester;
import io.palimpsest.policy.decision.CallDecision;
import io.palimpsest.policy.decision.CallQuestion;
import io.palimpsest.policy.decision.ConsentScope;
import io.palimpsest.policy.decision.PolicyDecisions;
import io.palimpsest.policy.decision.TenantTerms;
import io.palimpsest.policy.decision.TextReference;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * May this call run? Asked of 10,000 tenants in turn by chance, each with 100 attestations of which
 * the last one covers the call: whatever is looked at for one decision is cold again at the next.
 */
@State(Scope.Benchmark)
@BenchmarkMode({Mode.AverageTime, Mode.SampleTime})
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(value = 1, jvmArgsAppend = "-Xmx4g")
public class PolicyDecisionBenchmark {
  private static final int TENANTS = 10_000;
  private static final int ATTESTATIONS = 100;
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  private static final Attester ADMIN = new Attester("admin", "data protection officer");
  private static final TextReference TEXT = new TextReference("1", "ab".repeat(32));

  private final PolicyLibrary library = PolicyLibrary.shipped();
  private final PolicyDecisions decisions = new PolicyDecisions(() -> library);
  private final PolicyModule module = library.module("tencent-ocr");
  private final List<TenantTerms> tenants = new ArrayList<>();
  private final SplittableRandom random = new SplittableRandom(1);

  public PolicyDecisionBenchmark() {
    for (int i = 0; i < TENANTS; i++) {
      tenants.add(tenant());
    }
  }

  /** The end user's jurisdiction is named. */
  @Benchmark
  public CallDecision jurisdictionGiven() {
    return decisions.mayRun(question(Optional.of("DE")));
  }

  /** It is not, so the strictest attested one is looked for among all. */
  @Benchmark
  public CallDecision jurisdictionUnknown() {
    return decisions.mayRun(question(Optional.empty()));
  }

  private CallQuestion question(Optional<String> jurisdiction) {
    return new CallQuestion(
        tenants.get(random.nextInt(TENANTS)), "MLIDPassportOCR", "eu-frankfurt", jurisdiction, NOW);
  }

  /** Every purpose of every class, of other interfaces first. */
  private TenantTerms tenant() {
    List<String> actions = List.copyOf(module.families().get("invoices").interfaces());
    List<Attestation> attestations = new ArrayList<>();
    for (int i = 0; i < ATTESTATIONS - 1; i++) {
      attestations.add(
          attestation(
              i,
              Set.of(actions.get(i % actions.size())),
              i % 2 == 0
                  ? new ConsentScope.Use(DataClass.UPLOAD_AND_RESULT, "service")
                  : new ConsentScope.Use(DataClass.IDENTIFICATION, "registration")));
    }
    attestations.add(
        attestation(
            ATTESTATIONS,
            module.families().get("identity").interfaces(),
            new ConsentScope.Use(DataClass.UPLOAD_AND_RESULT, "service")));
    return new TenantTerms(
        "tencent-ocr",
        Optional.of(
            new AcceptedPolicy(PolicyRef.parse("tencent-ocr@1.0.0"), ADMIN, NOW, module.hash())),
        Optional.empty(),
        Set.of("eu-frankfurt", "ap-singapore"),
        attestations,
        Optional.empty(),
        Map.of());
  }

  private static Attestation attestation(int number, Set<String> actions, ConsentScope scope) {
    return new Attestation(
        "attestation-" + number,
        ADMIN,
        actions,
        scope,
        Map.of(
            "DE", new AgeAssurance.MinimumAge(18),
            "FR", new AgeAssurance.MinimumAge(18),
            "SG", new AgeAssurance.ParentalConsent(0)),
        "tick box before capture",
        TEXT,
        NOW.minus(Duration.ofDays(9)),
        NOW.plus(Duration.ofDays(300)),
        Optional.empty());
  }
}
