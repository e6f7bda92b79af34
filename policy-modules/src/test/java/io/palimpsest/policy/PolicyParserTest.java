package io.palimpsest.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.time.LocalDate;
import java.time.Period;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyParserTest {

  @ParameterizedTest
  @ValueSource(strings = {"passing-memory-staging.yml", "passing-mixed-periods.yml"})
  void parseShouldAcceptWhatFollowsTheSchema(String file) throws IOException {
    PolicyModule module = parse(file);

    assertThat(module.id()).isEqualTo("short-memory");
    assertThat(module.version()).isEqualTo("0.2.10");
    assertThat(module.effective()).isEqualTo(LocalDate.of(2028, 2, 29));
    assertThat(module.staging()).isEqualTo(Staging.MEMORY);
  }

  @Test
  void parseShouldKeepYearsMonthsAndDaysApart() throws IOException {
    PolicyModule module = parse("passing-mixed-periods.yml");

    assertThat(module.retention(DataClass.MONITORING).period()).isEqualTo(Period.of(1, 2, 3));
    assertThat(module.retention(DataClass.OPERATION_LOG).period()).isEqualTo(Period.ofDays(400));
  }

  @ParameterizedTest
  @CsvSource({
    "failing-no-legal-basis.yml, 8: /classes/monitoring, legal-basis",
    "failing-class-missing.yml, 7: /classes, identification",
    "failing-unknown-class.yml, 7: /classes, telemetry",
    "failing-time-as-period.yml, 12: /classes/monitoring/retention, pattern",
    "failing-empty-period.yml, 12: /classes/monitoring/retention, pattern",
    "failing-nothing-kept.yml, 12: /classes/monitoring/retention, pattern",
    "failing-upload-kept.yml, 33: /classes/upload-and-result/retention, P0D",
    "failing-no-such-day.yml, 3: /effective, date",
    "failing-unknown-staging.yml, 5: /staging, memory",
    "failing-blank-content.yml, 8: /classes/monitoring/content, pattern",
    "failing-empty.yml, 1: /, object"
  })
  void parseShouldNameThePlaceOfWhatBreaksTheSchema(String file, String place, String what) {
    assertThatThrownBy(() -> parse(file))
        .isInstanceOf(InvalidPolicy.class)
        .hasMessageContaining(file + ":" + place)
        .hasMessageContaining(what);
  }

  @ParameterizedTest
  @CsvSource({
    "failing-duplicate-key.yml, duplicate key retention",
    "failing-alias.yml, aliases",
    "failing-java-tag.yml, java.net.URL",
    "failing-two-documents.yml, single document"
  })
  void parseShouldRefuseWhatIsNotOnePlainDocument(String file, String what) {
    assertThatThrownBy(() -> parse(file))
        .isInstanceOf(InvalidPolicy.class)
        .hasMessageStartingWith(file)
        .hasMessageContaining(what);
  }

  @Test
  void parseShouldReportEveryFaultAtOnce() {
    assertThatThrownBy(() -> parse("failing-three-faults.yml"))
        .isInstanceOf(InvalidPolicy.class)
        .hasMessageContaining("failing-three-faults.yml:2: /version")
        .hasMessageContaining("failing-three-faults.yml:8: /classes/monitoring: ")
        .hasMessageContaining("failing-three-faults.yml:12: /classes/monitoring/retention");
  }

  private static PolicyModule parse(String file) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(PolicyParserTest.class.getResourceAsStream(file), file)) {
      return new PolicyParser().parse(file, in);
    }
  }
}
