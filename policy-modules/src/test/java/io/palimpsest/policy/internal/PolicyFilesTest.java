package io.palimpsest.policy.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.palimpsest.policy.DataClass;
import io.palimpsest.policy.InvalidPolicy;
import io.palimpsest.policy.PolicyModule;
import io.palimpsest.policy.PolicyRef;
import io.palimpsest.policy.Retention;
import io.palimpsest.policy.Staging;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Period;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyFilesTest {
  @TempDir private Path folder;

  @Test
  void aWholeModuleShouldBeReadAsItStands() {
    PolicyModule whole = TestModules.read(TestModules.PARENT).getFirst();

    assertThat(whole.ref()).isEqualTo(PolicyRef.parse("whole@1.0.0"));
    assertThat(whole.staging()).isEqualTo(Staging.MEMORY);
    assertThat(whole.retention(DataClass.MONITORING).period()).isEqualTo(Period.of(1, 2, 3));
    assertThat(whole.rule(DataClass.DEBUG_COPY).retention())
        .isEqualTo(new Retention.Clock(Duration.ofHours(24)));
    assertThat(whole.rule(DataClass.ACCOUNT).retention()).isEqualTo(new Retention.AccountLife());
    assertThat(whole.lineage().overrides()).isEmpty();
    assertThat(whole.hash()).matches("[0-9a-f]{64}");
  }

  @Test
  void theMoreSpecificValueShouldWinAndBeTold() {
    PolicyModule child = TestModules.child("passing-says-only-what-differs.yml");

    assertThat(child.staging()).isEqualTo(Staging.OBJECT_STORE);
    assertThat(child.retention(DataClass.IDENTIFICATION).period()).isEqualTo(Period.ofDays(7));
    assertThat(child.rule(DataClass.IDENTIFICATION).shorter()).hasSize(1);
    assertThat(child.retention(DataClass.OPERATION_LOG).period()).isEqualTo(Period.ofDays(400));
    assertThat(child.lineage().modules())
        .extracting(PolicyRef::id)
        .containsExactly("child", "whole");
    assertThat(child.lineage().overrides())
        .extracting(each -> each.place() + " " + each.won().en() + " " + each.lost().en())
        .containsExactlyInAnyOrder(
            "/staging object-store memory",
            "/classes/identification/retention P7D P1M",
            "/classes/identification/shorter P1D P1D, P7D");
  }

  @ParameterizedTest
  @CsvSource({"passing-debug-copy-of-minutes.yml", "passing-leap-day.yml"})
  void aModuleThatFitsShouldPass(String file) {
    assertThat(TestModules.child(file).id()).isEqualTo("child");
  }

  @ParameterizedTest
  @CsvSource({
    "failing-unknown-key.yml, 8: /classes/monitoring/retain, retain",
    "failing-unknown-class.yml, 6: /classes/telemetry, telemetry",
    "failing-period-missing.yml, 6: /classes/receipt, retention",
    "failing-nothing-inherited.yml, 1: /, classes",
    "failing-debug-copy-shorter-than-a-call.yml, 7: /classes/debug-copy/retention, shorter than a call",
    "failing-calls-longer-than-a-period.yml, 9: /classes/identification/shorter/0, shorter than a call",
    "failing-debug-copy-for-two-days.yml, 7: /classes/debug-copy/retention, pattern",
    "failing-longer-shorter-period.yml, 7: /classes/identification/shorter/0, not shorter",
    "failing-time-as-period.yml, 7: /classes/monitoring/retention, pattern",
    "failing-nothing-kept.yml, 7: /classes/monitoring/retention, pattern",
    "failing-upload-kept.yml, 7: /classes/upload-and-result/retention, P0D",
    "failing-no-such-day.yml, 3: /effective, date",
    "failing-unknown-staging.yml, 5: /staging, memory",
    "failing-blank-text.yml, 5: /title/en, pattern",
    "failing-text-in-one-language.yml, 5: /title, zh",
    "failing-unknown-parent.yml, 4: /extends, there is no module nobody@1.0.0",
    "failing-own-parent.yml, 4: /extends, circular inheritance: child@1.0.0 extends child@1.0.0",
    "failing-no-such-zone.yml, 7: /regions/eu-frankfurt/zone, Europe/Atlantis",
    "failing-no-such-country.yml, 7: /ages/jurisdictions/XX, ISO 3166-1",
    "failing-ages-upside-down.yml, 7: /ages/jurisdictions/DE/alone, floor",
    "failing-unattested-identification.yml, 9: /classes/identification/purposes/training/attested, not attested",
    "failing-need-without-purpose.yml, 8: /families/identity/needs/0, no purpose fun",
    "failing-interface-twice.yml, IDCardOCR, is in family general too",
    "failing-sub-processor-elsewhere.yml, 7: /sub-processors/mailer/regions, na-ashburn",
    "failing-short-notice.yml, 3: /effective, the notice is P30D",
    "failing-countdown-longer-than-notice.yml, 6: /acceptance/countdown, longer than the notice",
    "failing-reused-version.yml, 2: /version, known with other content",
    "failing-unannounced-second.yml, 2: /version, announced",
    "failing-second-not-later.yml, 3: /effective, later day",
    "failing-duplicate-key.yml, 6: /, duplicate key staging",
    "failing-alias.yml, 1: /, aliases",
    "failing-java-tag.yml, 5: /, java.net.URL",
    "failing-two-documents.yml, 5: /, but found another document",
    "failing-empty.yml, 1: /, object"
  })
  void aFaultShouldBeToldWithItsFileAndLine(String file, String place, String what) {
    assertThatThrownBy(() -> TestModules.read(TestModules.PARENT, file))
        .isInstanceOf(InvalidPolicy.class)
        .hasMessageContaining(file + ":")
        .hasMessageContaining(place)
        .hasMessageContaining(what);
  }

  @Test
  void aCircleShouldBeToldToEachOfItsModules() {
    assertThatThrownBy(() -> TestModules.read("failing-circle-one.yml", "failing-circle-two.yml"))
        .isInstanceOf(InvalidPolicy.class)
        .hasMessageContaining("failing-circle-one.yml:4: /extends: circular inheritance: one@1.0.0")
        .hasMessageContaining("failing-circle-two.yml:4: /extends: circular inheritance");
  }

  @Test
  void everyFaultShouldBeToldAtOnce() {
    assertThatThrownBy(
            () ->
                TestModules.read(
                    TestModules.PARENT, "failing-three-faults.yml", "failing-no-such-day.yml"))
        .isInstanceOf(InvalidPolicy.class)
        .hasMessageContaining("failing-three-faults.yml:5: /staging")
        .hasMessageContaining("failing-three-faults.yml:8: /classes/monitoring/retention")
        .hasMessageContaining("failing-three-faults.yml:9: /classes/monitoring/retain")
        .hasMessageContaining("failing-no-such-day.yml:3: /effective");
  }

  @Test
  void theHashShouldNotDependOnOrderOrComments() {
    PolicyModule whole = TestModules.read(TestModules.PARENT).getFirst();

    PolicyModule commented =
        TestModules.edited("staging: memory\n", "# a comment\nstaging:   memory\n");
    PolicyModule changed = TestModules.edited("staging: memory\n", "staging: object-store\n");

    assertThat(commented.hash()).isEqualTo(whole.hash());
    assertThat(changed.hash()).isNotEqualTo(whole.hash());
  }

  @Test
  void aPublishedVersionShouldNotChangeAnyMore() throws Exception {
    Path file = folder.resolve("mine-1.0.0.yml");
    Files.writeString(file, mine("P7D"));
    List<PolicyRef> added = PolicyFiles.publish(folder);

    Files.writeString(file, mine("P14D"));

    assertThat(added).containsExactly(PolicyRef.parse("mine@1.0.0"));
    assertThatThrownBy(() -> PolicyFiles.withShipped(folder, Map.of()))
        .isInstanceOf(InvalidPolicy.class)
        .hasMessageStartingWith("mine-1.0.0.yml:2: /version: version 1.0.0 of mine is known");
    assertThatThrownBy(() -> PolicyFiles.publish(folder)).isInstanceOf(InvalidPolicy.class);
  }

  @Test
  void anOperatorsModuleShouldExtendOneThatShips() throws Exception {
    Files.writeString(folder.resolve("mine-1.0.0.yml"), mine("P7D"));

    PolicyFiles.Checked checked = PolicyFiles.withShipped(folder, Map.of());

    assertThat(checked.modules())
        .extracting(PolicyModule::id)
        .containsExactlyInAnyOrder("tencent-ocr", "deepseek-ocr", "mine");
  }

  private static String mine(String period) {
    return """
        id: mine
        version: 1.0.0
        effective: 2027-01-01
        extends: tencent-ocr@1.0.0
        classes:
          identification:
            retention: %s
            shorter: [P1D]
        """
        .formatted(period);
  }
}
