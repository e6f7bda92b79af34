package io.palimpsest.platform.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.palimpsest.ocr.Cancellation;
import io.palimpsest.platform.call.CallTrace;
import io.palimpsest.platform.call.EndUser;
import io.palimpsest.platform.call.OcrCall;
import io.palimpsest.platform.consent.ConsentAct;
import io.palimpsest.platform.credentials.Caller;
import io.palimpsest.platform.credentials.Credential;
import io.palimpsest.platform.error.CallFailure;
import io.palimpsest.platform.error.ErrorCode;
import io.palimpsest.platform.metering.CallIds;
import io.palimpsest.platform.tenancy.AppId;
import io.palimpsest.platform.tenancy.Application;
import io.palimpsest.platform.tenancy.CallLimit;
import io.palimpsest.platform.tenancy.Suspension;
import io.palimpsest.platform.tenancy.Tenant;
import io.palimpsest.platform.testkit.ConsentFixtures;
import io.palimpsest.platform.testkit.InMemoryRegion;
import io.palimpsest.platform.testkit.PlatformFixtures;
import io.palimpsest.policy.PolicyLibrary;
import io.palimpsest.policy.decision.PolicyDecisions;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AdmissionTest {
  private static final Instant NOW =
      Instant.parse("2028-02-29T15:59:59Z"); // a second before Singapore's midnight

  private final InMemoryRegion region =
      InMemoryRegion.of(PlatformFixtures.SINGAPORE, PlatformFixtures.SINGAPORE_TIME);
  private final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
  private final Admission admission =
      new Admission(
          new PolicyDecisions(PolicyLibrary::shipped),
          new RateLimiter(clock),
          new QuotaMeter(clock),
          clock);

  private Caller caller = PlatformFixtures.caller();

  @Test
  void aCallerInGoodStandingShouldBeAdmitted() {
    assertThat(refusal()).isNull();
  }

  @Test
  void aKeyForOtherActionsShouldBeRefused() {
    Credential c = caller.credential();
    caller =
        new Caller(
            new Credential(
                c.secretId(),
                c.appId(),
                c.secretKey(),
                true,
                c.created(),
                c.expires(),
                c.token(),
                Set.of("TextDetect")),
            caller.application(),
            caller.tenant(),
            caller.terms());

    assertThat(refusal()).isEqualTo(ErrorCode.KEY_NOT_PERMITTED);
  }

  @Test
  void aBlockedAddressShouldBeRefusedEvenIfItIsAllowedToo() {
    application(List.of("127.0.0.0/8"), List.of("127.0.0.1"), List.of());

    assertThat(refusal()).isEqualTo(ErrorCode.IP_IN_BLACKLIST);
  }

  @Test
  void anAddressThatIsNotOnTheListShouldBeRefused() {
    application(List.of("203.0.113.0/24"), List.of(), List.of());

    assertThat(refusal()).isEqualTo(ErrorCode.IP_NOT_IN_WHITELIST);
  }

  @Test
  void aTenantThatIsNotServedShouldBeRefused() {
    tenant(Tenant.State.DISABLED);
    assertThat(refusal()).isEqualTo(ErrorCode.UNAUTHORIZED_OPERATION);

    tenant(Tenant.State.IN_ARREARS);
    assertThat(refusal()).isEqualTo(ErrorCode.IN_ARREARS);
  }

  @Test
  void aTenantThatIsNotServedShouldBeToldSinceWhenAndWhyAndNotByWhom() {
    Tenant t = caller.tenant();
    Suspension since =
        new Suspension("olga", "stolen keys, ticket 12", Instant.parse("2026-11-22T01:02:03.004Z"));
    caller =
        new Caller(
            caller.credential(),
            caller.application(),
            t.suspended(Tenant.State.DISABLED, since),
            caller.terms());

    assertThat(failure().message())
        .isEqualTo(
            "the account is switched off since 2026-11-22T01:02:03Z: stolen keys, ticket 12");
  }

  @Test
  void aPolicyThatIsNotAcceptedShouldBeRefusedAndSayWhereToAccept() {
    says(List.of());

    CallFailure refused = failure();

    assertThat(refused.code()).isEqualTo(ErrorCode.POLICY_NOT_ACCEPTED);
    assertThat(refused.message())
        .contains("is not accepted yet")
        .contains("palimpsest consent accept " + caller.tenant().id())
        .contains("POST /v1/acceptances");
  }

  @Test
  void aMissingAttestationShouldBeRefusedAndSayWhereToGiveIt() {
    says(
        ConsentFixtures.everything(caller.tenant(), caller.application().appId()).stream()
            .filter(act -> !(act instanceof ConsentAct.Attested))
            .toList());

    CallFailure refused = failure();

    assertThat(refused.code()).isEqualTo(ErrorCode.POLICY_NOT_ACCEPTED);
    assertThat(refused.message())
        .contains("no attestation of the end users' consent to")
        .contains(PlatformFixtures.ACTION)
        .contains("palimpsest consent attest " + caller.application().appId());
  }

  @Test
  void aRevokedAttestationShouldBeRefused() {
    AppId appId = caller.application().appId();
    List<ConsentAct> said = new ArrayList<>(ConsentFixtures.everything(caller.tenant(), appId));
    for (ConsentAct act : List.copyOf(said)) {
      if (act instanceof ConsentAct.Attested attested) {
        said.add(new ConsentAct.Revoked(appId, attested.attestation().id()));
      }
    }
    says(said);

    assertThat(failure().message()).contains("it was revoked");
  }

  @Test
  void theMostSpecificRateShouldHold() {
    application(
        List.of(),
        List.of(),
        List.of(
            rate(Optional.empty(), 100),
            rate(Optional.of(PlatformFixtures.ACTION), 2),
            rate(Optional.of("TextDetect"), 1)));

    List<ErrorCode> refused =
        IntStream.range(0, 5).mapToObj(_ -> refusal()).filter(c -> c != null).toList();

    assertThat(refused).hasSize(3).containsOnly(ErrorCode.REQUEST_LIMIT_EXCEEDED);
  }

  @Test
  void aQuotaShouldCountTheDaysAndMonthsOfTheRegionsZone() {
    // Made in the last minute of the day before, and in the last minute of the month before.
    Application app = caller.application();
    region
        .ledger()
        .settle(
            PlatformFixtures.settlement(
                PlatformFixtures.success(app.appId(), Instant.parse("2028-02-28T15:59:00Z"))));
    region
        .ledger()
        .settle(
            PlatformFixtures.settlement(
                PlatformFixtures.success(app.appId(), Instant.parse("2028-01-31T15:59:00Z"))));
    application(List.of(), List.of(), List.of(quota(OptionalLong.of(3), OptionalLong.of(2))));

    assertThat(refusal()).isNull();
    assertThat(refusal())
        .as("the month holds one earlier call")
        .isEqualTo(ErrorCode.MONTH_QUOTA_EXCEEDED);
  }

  @Test
  void aRefusalByTheMonthShouldGiveTheDayBack() {
    application(List.of(), List.of(), List.of(quota(OptionalLong.of(1), OptionalLong.of(0))));

    assertThat(refusal()).isEqualTo(ErrorCode.MONTH_QUOTA_EXCEEDED);
    assertThat(refusal()).as("the day is not used up").isEqualTo(ErrorCode.MONTH_QUOTA_EXCEEDED);
  }

  private void application(List<String> allowed, List<String> blocked, List<CallLimit> limits) {
    Application a = caller.application();
    caller =
        new Caller(
            caller.credential(),
            new Application(
                a.appId(),
                a.tenant(),
                a.name(),
                a.defaultRegion(),
                a.regions(),
                false,
                allowed,
                blocked,
                limits),
            caller.tenant(),
            caller.terms());
  }

  private void tenant(Tenant.State state) {
    Tenant t = caller.tenant();
    caller =
        new Caller(
            caller.credential(),
            caller.application(),
            new Tenant(t.id(), t.name(), state, t.policy()),
            caller.terms());
  }

  private void says(List<ConsentAct> acts) {
    caller =
        new Caller(
            caller.credential(),
            caller.application(),
            caller.tenant(),
            ConsentFixtures.history(caller.tenant().id(), acts)
                .terms(caller.tenant(), caller.application()));
  }

  private static CallLimit rate(Optional<String> action, long perSecond) {
    return new CallLimit(
        action,
        Optional.empty(),
        OptionalLong.of(perSecond),
        OptionalLong.empty(),
        OptionalLong.empty());
  }

  private static CallLimit quota(OptionalLong perDay, OptionalLong perMonth) {
    return new CallLimit(
        Optional.empty(), Optional.empty(), OptionalLong.empty(), perDay, perMonth);
  }

  private @Nullable ErrorCode refusal() {
    CallFailure failure = tried();
    return failure == null ? null : failure.code();
  }

  private CallFailure failure() {
    return Objects.requireNonNull(tried(), "a refusal");
  }

  private @Nullable CallFailure tried() {
    OcrCall<String> call =
        new OcrCall<>(
            new CallIds(clock).next(),
            caller,
            PlatformFixtures.ACTION,
            20,
            Optional.empty(),
            InetAddress.getLoopbackAddress(),
            EndUser.NOBODY,
            Map.of(),
            () -> {
              throw new AssertionError("planned before it was admitted");
            },
            new CallTrace(System::nanoTime),
            Cancellation.never());
    return catchThrowableOfType(CallFailure.class, () -> admission.admit(call, region.cell()));
  }
}
