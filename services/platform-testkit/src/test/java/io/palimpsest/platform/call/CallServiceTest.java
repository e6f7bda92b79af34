package io.palimpsest.platform.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.ocr.error.OcrFailure;
import io.palimpsest.platform.credentials.Caller;
import io.palimpsest.platform.erasure.ErasureOutbox.Entry;
import io.palimpsest.platform.error.CallFailure;
import io.palimpsest.platform.error.ErrorCode;
import io.palimpsest.platform.metering.MonitoringRecord;
import io.palimpsest.platform.oplog.OperationLogEntry;
import io.palimpsest.platform.oplog.Step;
import io.palimpsest.platform.tenancy.CallLimit;
import io.palimpsest.platform.tenancy.Suspension;
import io.palimpsest.platform.tenancy.Tenant;
import io.palimpsest.platform.testkit.PlatformFixtures;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallServiceTest {
  private static final Instant LATER = Instant.parse("2999-01-01T00:00:00Z");

  private final CallFixtures fixtures = new CallFixtures();

  @AfterEach
  void close() {
    fixtures.close();
  }

  @Test
  void anAnsweredCallShouldBeMeteredErasedShownAndLogged() {
    OcrCall<String> call = fixtures.call().build();

    Outcome<String> outcome = fixtures.service().perform(call);

    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Answered.class, a -> assertThat(a.result()).isEqualTo("text"));
    assertThat(recorded(call).result()).isEqualTo(MonitoringRecord.SUCCESS);
    assertThat(recorded(call).fee()).isPositive();
    assertThat(fixtures.singapore.uploads().staged()).isEqualTo(1);
    assertThat(fixtures.singapore.uploads().list(1)).isEmpty();
    assertThat(fixtures.singapore.outbox().completed(9))
        .singleElement()
        .satisfies(entry -> assertThat(entry.upload().callId()).isEqualTo(call.callId()));
    assertThat(logged(call).steps())
        .extracting(Step::name)
        .containsExactly(
            "admit",
            "fetch",
            "stage",
            "decode",
            "recognise",
            "render",
            "commit",
            "delete",
            "confirm");
    assertThat(logged(call).steps()).allMatch(Step::ok);
  }

  @Test
  void eachTenantsCallsShouldBeStagedAndKeptByItsOwnPolicy() {
    OcrCall<String> two = fixtures.call().build();
    CallFixtures.Request other = fixtures.call();
    other.caller = PlatformFixtures.caller(PlatformFixtures.tenant("deepseek-ocr"));
    OcrCall<String> ninety = other.build();
    CallService service = fixtures.service();

    service.perform(ninety);
    assertThat(fixtures.singapore.uploads().staged()).as("worked on in memory").isZero();
    service.perform(two);

    assertThat(fixtures.singapore.uploads().staged()).isEqualTo(1);
    assertThat(fixtures.singapore.outbox().find(ninety.callId())).isEmpty();
    assertThat(fixtures.singapore.ledger().keptFor(two.callId()))
        .contains(PlatformFixtures.MONITORING_PERIOD);
    assertThat(fixtures.singapore.ledger().keptFor(ninety.callId()))
        .contains(PlatformFixtures.SHORT_PERIOD);
    assertThat(logged(two).keptFor()).isEqualTo(PlatformFixtures.LOG_PERIOD);
    assertThat(logged(ninety).keptFor()).isEqualTo(PlatformFixtures.SHORT_PERIOD);
  }

  @Test
  void everyFaultPointShouldBeReachedInOrder() {
    CallService service = fixtures.service();

    service.delivered(service.perform(fixtures.call().build()).receipt().orElseThrow());

    assertThat(fixtures.reached)
        .containsExactly(
            "before-stage",
            "after-stage",
            "before-recognise",
            "after-recognise",
            "before-commit",
            "after-commit",
            "before-delete",
            "after-delete",
            "before-confirm",
            "after-confirm",
            "before-answer",
            "after-answer");
  }

  @Test
  void aCallWhoseAnswerDidNotLeaveShouldNotBeBilled() {
    OcrCall<String> call = fixtures.call().build();
    fixtures.service().perform(call);

    fixtures.singapore.ledger().revokeUndelivered(LATER);

    assertThat(recorded(call).result()).isEqualTo(MonitoringRecord.UNDELIVERED);
    assertThat(recorded(call).fee()).isZero();
  }

  @Test
  void aDeliveredCallShouldStayBilled() {
    OcrCall<String> call = fixtures.call().build();
    CallService service = fixtures.service();

    service.delivered(service.perform(call).receipt().orElseThrow());
    fixtures.singapore.ledger().revokeUndelivered(LATER);

    assertThat(recorded(call).result()).isEqualTo(MonitoringRecord.SUCCESS);
  }

  @Test
  void aRecordThatMayHaveBeenWrittenShouldNeverBeBilled() {
    OcrCall<String> call = fixtures.call().build();
    fixtures.singapore.ledger().loseCommitAnswers(true);

    Outcome<String> outcome = fixtures.service().perform(call);
    fixtures.singapore.ledger().loseCommitAnswers(false);
    fixtures.singapore.ledger().revokeUndelivered(LATER);

    assertThat(code(outcome)).isEqualTo(ErrorCode.INTERNAL_ERROR);
    assertThat(outcome.receipt()).isEmpty();
    assertThat(recorded(call).fee()).isZero();
  }

  @Test
  void anUploadWhoseErasureCouldNotBeShownShouldStayListed() {
    OcrCall<String> call = fixtures.call().limits().build();
    fixtures.singapore.ledger().outage().begin();

    Outcome<String> outcome = fixtures.service().perform(call);

    assertThat(code(outcome)).isEqualTo(ErrorCode.INTERNAL_ERROR);
    assertThat(fixtures.singapore.uploads().list(9)).hasSize(1);
    assertThat(logged(call).result()).isEqualTo("InternalError");
  }

  @Test
  void whyATenantIsNotServedShouldStandInTheOperationLog() {
    CallFixtures.Request request = fixtures.call();
    Tenant tenant = request.caller.tenant();
    Suspension since =
        new Suspension("olga", "stolen keys", Instant.parse("2026-11-22T01:02:03.004Z"));
    request.caller =
        new Caller(
            request.caller.credential(),
            request.caller.application(),
            tenant.suspended(Tenant.State.DISABLED, since),
            request.caller.terms());
    OcrCall<String> call = request.build();

    fixtures.service().perform(call);

    assertThat(logged(call).response())
        .containsEntry(
            "suspended",
            Map.of(
                "state", "DISABLED",
                "since", "2026-11-22T01:02:03.004Z",
                "by", "olga",
                "reason", "stolen keys"));
    assertThat(recorded(call).fee()).isZero();
  }

  @Test
  void aBucketThatIsAwayShouldRefuseTheCallAndBillNothing() {
    OcrCall<String> call = fixtures.call().build();
    fixtures.singapore.uploads().outage().begin();

    Outcome<String> outcome = fixtures.service().perform(call);

    assertThat(code(outcome)).isEqualTo(ErrorCode.SERVICE_UNAVAILABLE);
    assertThat(recorded(call).fee()).isZero();
    assertThat(fixtures.singapore.outbox().open(LATER, 9)).as("left to the clockwork").hasSize(1);
  }

  @Test
  void aBucketThatGoesAwayAfterTheCommitShouldNotSpoilTheAnswer() {
    OcrCall<String> call = fixtures.call().build();
    fixtures.reader =
        (file, options) -> {
          fixtures.singapore.uploads().outage().begin();
          return CallFixtures.READING;
        };

    Outcome<String> outcome = fixtures.service().perform(call);

    assertThat(outcome).isInstanceOf(Outcome.Answered.class);
    assertThat(fixtures.singapore.outbox().open(LATER, 9))
        .extracting(Entry::open)
        .containsExactly(true);
    assertThat(logged(call).steps())
        .filteredOn(step -> !step.ok())
        .extracting(Step::name)
        .containsExactly("delete");
  }

  @Test
  void anErrorOfTheMachineShouldEndAsARecordedRefusalThatLeavesNothing() {
    OcrCall<String> call = fixtures.call().build();
    fixtures.reader =
        (file, options) -> {
          throw new OutOfMemoryError("planned by a test");
        };

    Outcome<String> outcome = fixtures.service().perform(call);

    assertThat(code(outcome)).isEqualTo(ErrorCode.INTERNAL_ERROR);
    assertThat(recorded(call).result()).isEqualTo("InternalError");
    assertThat(recorded(call).fee()).isZero();
    assertThat(fixtures.singapore.uploads().list(1)).isEmpty();
  }

  @Test
  void aRenderingThatThrowsShouldFailUnbilledWithoutTellingWhy() {
    CallFixtures.Request request = fixtures.call();
    request.render =
        () -> {
          throw new IllegalStateException("JOHN DOE");
        };
    OcrCall<String> call = request.build();

    Outcome<String> outcome = fixtures.service().perform(call);

    assertThat(code(outcome)).isEqualTo(ErrorCode.INTERNAL_ERROR);
    assertThat(((Outcome.Refused<String>) outcome).failure().message()).doesNotContain("JOHN");
    assertThat(recorded(call).fee()).isZero();
  }

  @Test
  void invalidParametersShouldBeMeteredAtNothingAndTouchNoPicture() {
    CallFixtures.Request request = fixtures.call();
    request.invalid =
        Optional.of(new CallFailure(ErrorCode.INVALID_PARAMETER_VALUE, "LanguageType"));
    request.image =
        () -> {
          throw new AssertionError("the picture was touched");
        };
    OcrCall<String> call = request.build();

    Outcome<String> outcome = fixtures.service().perform(call);

    assertThat(code(outcome)).isEqualTo(ErrorCode.INVALID_PARAMETER_VALUE);
    assertThat(outcome.receipt()).isPresent();
    assertThat(recorded(call).fee()).isZero();
    assertThat(fixtures.singapore.uploads().staged()).isZero();
  }

  @Test
  void anEmptyImageShouldBeBilledAsThePublishedTableSays() {
    OcrCall<String> call = fixtures.call().build();
    fixtures.reader =
        (file, options) -> {
          throw new OcrFailure.Empty();
        };

    Outcome<String> outcome = fixtures.service().perform(call);

    assertThat(code(outcome)).isEqualTo(ErrorCode.EMPTY_IMAGE);
    assertThat(recorded(call).fee()).isPositive();
  }

  @Test
  void aStalledEngineShouldEndWithTheDeadline() {
    OcrCall<String> call = fixtures.call().build();
    fixtures.deadline = Duration.ofMillis(50);
    fixtures.reader =
        (file, options) -> {
          CountDownLatch cancelled = new CountDownLatch(1);
          try (var _ = options.read().cancellation().onCancel(cancelled::countDown)) {
            cancelled.await();
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
          throw new OcrFailure.Cancelled();
        };

    Outcome<String> outcome = fixtures.service().perform(call);

    assertThat(code(outcome)).isEqualTo(ErrorCode.ENGINE_TIMEOUT);
    assertThat(recorded(call).fee()).isZero();
    assertThat(fixtures.singapore.uploads().list(1)).isEmpty();
    assertThat(logged(call).steps())
        .filteredOn(step -> step.name().equals("recognise"))
        .singleElement()
        .satisfies(step -> assertThat(step.took()).isLessThan(Duration.ofMillis(1050)));
  }

  @Test
  void aCallCancelledWhileItsPictureWasFetchedShouldStageNothing() {
    CallFixtures.Request request = fixtures.call();
    request.image =
        () -> {
          request.cancellation.cancel();
          return new byte[] {1};
        };

    Outcome<String> outcome = fixtures.service().perform(request.build());

    assertThat(code(outcome)).isEqualTo(ErrorCode.ENGINE_TIMEOUT);
    assertThat(fixtures.singapore.uploads().staged()).isZero();
  }

  @Test
  void aCallCancelledAfterItWasReadShouldNotBeAnswered() {
    CallFixtures.Request request = fixtures.call();
    request.render =
        () -> {
          request.cancellation.cancel();
          return "text";
        };
    OcrCall<String> call = request.build();

    Outcome<String> outcome = fixtures.service().perform(call);

    assertThat(code(outcome)).isEqualTo(ErrorCode.ENGINE_TIMEOUT);
    assertThat(recorded(call).fee()).isZero();
  }

  @Test
  void aCallShouldStayInTheRegionItNames() {
    CallFixtures.Request request = fixtures.call();
    request.region = Optional.of("eu-frankfurt");

    fixtures.service().perform(request.build());

    assertThat(fixtures.frankfurt.ledger().all()).hasSize(1);
    assertThat(fixtures.frankfurt.uploads().staged()).isEqualTo(1);
    assertThat(fixtures.singapore.ledger().all()).isEmpty();
    assertThat(fixtures.singapore.log().all()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"us-west", "Not a region"})
  void aRegionThatIsNotServedShouldBeRefusedAndMeteredAtHome(String region) {
    CallFixtures.Request request = fixtures.call();
    request.region = Optional.of(region);
    OcrCall<String> call = request.build();

    Outcome<String> outcome = fixtures.service().perform(call);

    assertThat(code(outcome)).isIn(ErrorCode.UNSUPPORTED_REGION, ErrorCode.INVALID_PARAMETER_VALUE);
    assertThat(recorded(call).fee()).isZero();
  }

  @Test
  void anEmptyRegionShouldMeanTheDefault() {
    CallFixtures.Request request = fixtures.call();
    request.region = Optional.of("");

    assertThat(fixtures.service().perform(request.build())).isInstanceOf(Outcome.Answered.class);
  }

  @Test
  void anUnbilledCallShouldNotUseUpItsQuota() {
    CallService service = fixtures.service();
    CallFixtures.Request request = fixtures.call().limits(perDay(1));
    request.render =
        () -> {
          throw new CallFailure(ErrorCode.IMAGE_NO_TEXT, "no text");
        };
    service.perform(request.build());
    request.render = () -> "text";

    Outcome<String> first = service.perform(request.build());
    Outcome<String> second = service.perform(request.build());

    assertThat(first).isInstanceOf(Outcome.Answered.class);
    assertThat(code(second)).isEqualTo(ErrorCode.DAY_QUOTA_EXCEEDED);
  }

  @Test
  void aCallThatCouldNotBeRecordedShouldNotUseUpItsQuota() {
    CallService service = fixtures.service();
    CallFixtures.Request request = fixtures.call().limits(perDay(1));
    fixtures.reader =
        (file, options) -> {
          fixtures.singapore.ledger().outage().begin();
          return CallFixtures.READING;
        };
    service.perform(request.build());
    fixtures.singapore.ledger().outage().end();
    fixtures.reader = (file, options) -> CallFixtures.READING;

    assertThat(service.perform(request.build())).isInstanceOf(Outcome.Answered.class);
  }

  @Test
  void deliveredShouldThrowNothingWhileTheLedgerIsAway() {
    CallService service = fixtures.service();
    Outcome<String> outcome = service.perform(fixtures.call().build());
    fixtures.singapore.ledger().outage().begin();

    service.delivered(outcome.receipt().orElseThrow());

    assertThat(fixtures.reached).contains("after-answer");
  }

  private static CallLimit perDay(long calls) {
    return new CallLimit(
        Optional.empty(),
        Optional.empty(),
        OptionalLong.empty(),
        OptionalLong.of(calls),
        OptionalLong.empty());
  }

  private MonitoringRecord recorded(OcrCall<?> call) {
    return fixtures.singapore.ledger().all().stream()
        .filter(each -> each.callId().equals(call.callId()))
        .findFirst()
        .orElseThrow();
  }

  private OperationLogEntry logged(OcrCall<?> call) {
    return fixtures.singapore.log().find(call.callId()).orElseThrow();
  }

  private static ErrorCode code(Outcome<?> outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Refused.class);
    return ((Outcome.Refused<?>) outcome).failure().code();
  }
}
