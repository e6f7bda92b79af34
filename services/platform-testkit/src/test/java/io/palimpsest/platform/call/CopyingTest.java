package io.palimpsest.platform.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.platform.consent.ConsentAct;
import io.palimpsest.platform.consent.ConsentStore.Draft;
import io.palimpsest.platform.credentials.Caller;
import io.palimpsest.platform.credentials.Credential;
import io.palimpsest.platform.debugcopies.CopyContent;
import io.palimpsest.platform.debugcopies.DebugCopy;
import io.palimpsest.platform.error.CallFailure;
import io.palimpsest.platform.error.ErrorCode;
import io.palimpsest.platform.metering.MonitoringRecord;
import io.palimpsest.platform.tenancy.AppId;
import io.palimpsest.platform.tenancy.Application;
import io.palimpsest.platform.tenancy.Tenant;
import io.palimpsest.platform.testkit.ConsentFixtures;
import io.palimpsest.platform.testkit.PlatformFixtures;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CopyingTest {
  private final CallFixtures fixtures = new CallFixtures();

  @AfterEach
  void close() {
    fixtures.close();
  }

  @Test
  void aCallOfATenantThatOptedInShouldLeaveItsUploadAndItsAnswerForADay() {
    Caller caller = caller("deepseek-ocr");
    optIn(caller, Duration.ofDays(10));

    OcrCall<String> call = perform(caller);

    DebugCopy copy = fixtures.copies.find(call.callId()).orElseThrow();
    assertThat(copy.appId()).isEqualTo(caller.application().appId());
    assertThat(copy.action()).isEqualTo(PlatformFixtures.ACTION);
    assertThat(copy.policy().toString()).isEqualTo("deepseek-ocr@1.0.0");
    assertThat(Duration.between(copy.made(), copy.due())).isEqualTo(Duration.ofHours(24));
    CopyContent content = fixtures.copies.read(call.callId(), copy.made()).orElseThrow();
    assertThat(content.upload()).containsExactly(1);
    assertThat(new String(content.answer(), StandardCharsets.UTF_8)).isEqualTo("text");
    assertThat(told(call))
        .containsEntry("outcome", "made")
        .containsEntry("bytes", 5L)
        .containsEntry("goneBy", copy.due().toString());
    assertThat(fixtures.copied).extracting(Copied::outcome).containsExactly("made");
  }

  @Test
  void aCopyShouldGoWithTheOptInThatEndsBefore() {
    Caller caller = caller("deepseek-ocr");
    Instant end = optIn(caller, Duration.ofHours(3));

    OcrCall<String> call = perform(caller);

    assertThat(fixtures.copies.find(call.callId()).orElseThrow().due()).isEqualTo(end);
  }

  @Test
  void aCallThatFailedShouldLeaveACopyWithTheRefusalItGave() {
    Caller caller = caller("deepseek-ocr");
    optIn(caller, Duration.ofDays(1));
    fixtures.reader =
        (_, _) -> {
          throw new CallFailure(ErrorCode.OCR_FAILED, "the engine failed");
        };

    OcrCall<String> call = request(known(caller)).build();
    Outcome<String> outcome = fixtures.service().perform(call);

    assertThat(outcome).isInstanceOf(Outcome.Refused.class);
    CopyContent content =
        fixtures.copies.read(call.callId(), fixtures.clock.instant()).orElseThrow();
    assertThat(new String(content.answer(), StandardCharsets.UTF_8))
        .isEqualTo(ErrorCode.OCR_FAILED.wire());
    assertThat(fixtures.singapore.ledger().find(call.callId()).orElseThrow().fee()).isZero();
  }

  @Test
  void withoutAnOptInNothingShouldBeCopiedOrTold() {
    for (String policy : new String[] {"deepseek-ocr", "tencent-ocr"}) {
      OcrCall<String> call = perform(caller(policy));

      assertThat(fixtures.copies.all()).isEmpty();
      assertThat(told(call)).isEmpty();
    }
    assertThat(fixtures.copied).isEmpty();
  }

  @Test
  void whoOptedOutWhileTheCallRanShouldLeaveNoCopy() {
    Caller caller = caller("deepseek-ocr");
    optIn(caller, Duration.ofDays(1));
    Caller known = known(caller);
    fixtures.reader =
        (_, _) -> {
          append(caller, new ConsentAct.OptedOut());
          return CallFixtures.READING;
        };

    OcrCall<String> call = performAs(known);

    assertThat(fixtures.copies.all()).isEmpty();
    assertThat(told(call))
        .containsEntry("outcome", "refused")
        .containsEntry("reason", "NOT_OPTED_IN");
  }

  @Test
  void anObjectStoreThatIsAwayShouldFailNoCallAndBeTold() {
    Caller caller = caller("deepseek-ocr");
    optIn(caller, Duration.ofDays(1));
    fixtures.copies.objectsOutage().begin();

    OcrCall<String> call = perform(caller);

    assertThat(told(call)).isEqualTo(Map.of("outcome", "failed"));
    assertThat(fixtures.copied).containsExactly(new Copied.Failed());
    assertThat(fixtures.singapore.ledger().find(call.callId()).orElseThrow().fee()).isPositive();
  }

  @Test
  void aStoreThatHangsShouldDelayNoCallLongAndThenBeAskedNoMore() throws InterruptedException {
    Caller caller = caller("deepseek-ocr");
    optIn(caller, Duration.ofDays(1));
    Caller known = known(caller);
    CallService service = fixtures.service();
    OcrCall<String> late = request(known).build();
    OcrCall<String> busy;
    Thread[] calls = new Thread[Copying.AT_ONCE];

    synchronized (fixtures.copies) { // whoever copies waits for this very lock
      service.perform(late);
      for (int i = 1; i < calls.length; i++) {
        OcrCall<String> another = request(known).build();
        calls[i] = Thread.ofVirtual().start(() -> service.perform(another));
      }
      for (int i = 1; i < calls.length; i++) {
        calls[i].join();
      }
      busy = request(known).build();
      service.perform(busy);
    }

    assertThat(late.trace().elapsed()).isLessThan(Duration.ofSeconds(5));
    assertThat(told(late).get("outcome")).isIn("late", "unfinished");
    assertThat(told(busy)).containsEntry("outcome", "busy");
    assertThat(busy.trace().elapsed()).isLessThan(Copying.LONGEST);
  }

  @Test
  void aCallThatIsNotRecordedShouldLeaveNoCopy() {
    Caller caller = caller("deepseek-ocr");
    optIn(caller, Duration.ofDays(1));
    fixtures.singapore.ledger().outage().begin();

    Outcome<String> outcome = fixtures.service().perform(request(known(caller)).build());

    assertThat(outcome).isInstanceOf(Outcome.Refused.class);
    assertThat(fixtures.copies.all()).isEmpty();
  }

  private OcrCall<String> perform(Caller caller) {
    return performAs(known(caller));
  }

  /** Performs a call that must be answered. */
  private OcrCall<String> performAs(Caller caller) {
    OcrCall<String> call = request(caller).build();
    assertThat(fixtures.service().perform(call)).isInstanceOf(Outcome.Answered.class);
    assertThat(fixtures.singapore.ledger().find(call.callId()).map(MonitoringRecord::result))
        .contains(MonitoringRecord.SUCCESS);
    return call;
  }

  private CallFixtures.Request request(Caller caller) {
    CallFixtures.Request request = fixtures.call();
    request.caller = caller;
    return request;
  }

  /** The caller as the directory tells it now. */
  private Caller known(Caller caller) {
    return fixtures.control.find(caller.credential().secretId()).orElseThrow();
  }

  private Caller caller(String policy) {
    Tenant tenant = PlatformFixtures.tenant(policy);
    AppId appId = fixtures.control.nextAppId();
    Application application = PlatformFixtures.application(appId, tenant.id());
    Credential credential = PlatformFixtures.credential(appId);
    fixtures.control.save(tenant);
    fixtures.control.save(application);
    fixtures.control.save(credential);
    ConsentFixtures.sayEverything(fixtures.control, tenant, appId);
    return fixtures.control.find(credential.secretId()).orElseThrow();
  }

  /** Since an hour ago; returns its end. */
  private Instant optIn(Caller caller, Duration life) {
    Instant now = fixtures.clock.instant();
    Instant end = Instant.ofEpochSecond(now.plus(life).getEpochSecond());
    fixtures.control.append(
        caller.tenant().id(),
        _ ->
            new Draft(
                now.minus(Duration.ofHours(1)),
                ConsentFixtures.OFFICER,
                new ConsentAct.OptedIn(end)));
    return end;
  }

  private void append(Caller caller, ConsentAct act) {
    fixtures.control.append(
        caller.tenant().id(),
        _ -> new Draft(fixtures.clock.instant(), ConsentFixtures.OFFICER, act));
  }

  @SuppressWarnings("unchecked")
  private Map<String, Object> told(OcrCall<String> call) {
    return (Map<String, Object>)
        fixtures
            .singapore
            .log()
            .find(call.callId())
            .orElseThrow()
            .response()
            .getOrDefault("debugCopy", Map.of());
  }
}
