package io.palimpsest.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.palimpsest.policy.internal.TestModules;
import io.palimpsest.policy.terms.Acceptance.Mode;
import java.time.Instant;
import java.time.Period;
import java.util.List;
import org.junit.jupiter.api.Test;

class PolicyLibraryTest {
  private final PolicyLibrary library = PolicyLibrary.shipped();

  @Test
  void tencentOcrShouldKeepWhatItsClausesPromise() {
    PolicyModule module = library.module("tencent-ocr");

    assertThat(module.retention(DataClass.MONITORING).period()).isEqualTo(Period.ofYears(2));
    assertThat(module.retention(DataClass.OPERATION_LOG).period()).isEqualTo(Period.ofMonths(3));
    assertThat(module.retention(DataClass.IDENTIFICATION).period()).isEqualTo(Period.ofDays(30));
    assertThat(module.retention(DataClass.UPLOAD_AND_RESULT).period()).isEqualTo(Period.ZERO);
    assertThat(module.staging()).isEqualTo(Staging.OBJECT_STORE);
    assertThat(module.acceptance().mode()).isEqualTo(Mode.EXPLICIT);
    assertThat(module.transfers().outsideRegion()).isFalse();
    assertThat(module.find(DataClass.DEBUG_COPY)).isEmpty();
  }

  @Test
  void tencentOcrShouldListTheFieldsOfMonitoringDataAndNoOther() {
    assertThat(library.module("tencent-ocr").rule(DataClass.MONITORING).fields())
        .containsExactly(
            "app-id",
            "interface",
            "result",
            "call-id",
            "start-time",
            "end-time",
            "region",
            "fee",
            "call-volume");
  }

  @Test
  void deepseekOcrShouldKeepWhatItsClausesPromise() {
    PolicyModule module = library.module("deepseek-ocr");

    assertThat(module.retention(DataClass.MONITORING).period()).isEqualTo(Period.ofDays(90));
    assertThat(module.retention(DataClass.OPERATION_LOG).period()).isEqualTo(Period.ofDays(90));
    assertThat(module.retention(DataClass.BACKUP).period()).isEqualTo(Period.ofDays(30));
    assertThat(module.backups().encrypted()).isTrue();
    assertThat(module.staging()).isEqualTo(Staging.MEMORY);
    assertThat(module.acceptance().mode()).isEqualTo(Mode.CONTINUED_USE);
    assertThat(module.ages().in("US").floor()).isEqualTo(13);
    assertThat(module.rule(DataClass.ACCOUNT).retention()).isEqualTo(new Retention.AccountLife());
    assertThat(module.rights()).containsKeys("access", "correct", "erase", "export", "unsubscribe");
  }

  @Test
  void nothingOfAPersonShouldBeBackedUp() {
    assertThat(library.all())
        .allSatisfy(
            module ->
                assertThat(module.backups().of())
                    .doesNotContain(DataClass.IDENTIFICATION, DataClass.UPLOAD_AND_RESULT));
  }

  @Test
  void aBaseShouldBeNobodysProfile() {
    assertThat(library.ids()).containsExactly("deepseek-ocr", "tencent-ocr");
  }

  @Test
  void moduleShouldNameWhatThereIsWhenAskedForAnother() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> library.module("nobody"))
        .withMessageContaining("nobody")
        .withMessageContaining("tencent-ocr");
  }

  @Test
  void aVersionShouldHoldFromTheBeginningOfItsDayInUtc() {
    List<PolicyModule> versions =
        TestModules.read("parent-whole.yml", "passing-second-version.yml");
    PolicyLibrary both = PolicyFixtures.library(versions.toArray(PolicyModule[]::new));

    assertThat(both.inForce("whole", Instant.parse("2026-12-31T23:59:59Z"))).isEmpty();
    assertThat(both.inForce("whole", Instant.parse("2027-01-01T00:00:00Z")))
        .map(PolicyModule::version)
        .hasValue("1.0.0");
    assertThat(both.inForce("whole", Instant.parse("2027-05-31T23:59:59.999Z")))
        .map(PolicyModule::version)
        .hasValue("1.0.0");
    assertThat(both.inForce("whole", Instant.parse("2027-06-01T00:00:00Z")))
        .map(PolicyModule::version)
        .hasValue("1.10.0");
  }

  @Test
  void aComingVersionShouldBeSeenFromTheDayItIsAnnounced() {
    List<PolicyModule> versions =
        TestModules.read("parent-whole.yml", "passing-second-version.yml");
    PolicyLibrary both = PolicyFixtures.library(versions.toArray(PolicyModule[]::new));

    assertThat(both.announced("whole", Instant.parse("2027-04-14T23:59:59Z"))).isEmpty();
    assertThat(both.announced("whole", Instant.parse("2027-04-15T00:00:00Z")))
        .map(PolicyModule::version)
        .hasValue("1.10.0");
    assertThat(both.announced("whole", Instant.parse("2027-06-01T00:00:00Z"))).isEmpty();
  }

  @Test
  void periodsShouldBeThoseOfEveryVersion() {
    assertThat(library.periods(DataClass.MONITORING))
        .containsExactlyInAnyOrder(RetentionPeriod.parse("P2Y"), RetentionPeriod.parse("P90D"));
  }
}
