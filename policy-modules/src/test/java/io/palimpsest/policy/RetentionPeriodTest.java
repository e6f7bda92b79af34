package io.palimpsest.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetentionPeriodTest {

  @ParameterizedTest
  @CsvSource({
    "P2Y, 2026-11-21, 2028-11-22",
    "P2Y, 2028-02-29, 2030-03-01",
    "P3M, 2027-11-30, 2028-03-01",
    "P3M, 2026-11-30, 2027-03-01",
    "P30D, 2028-02-01, 2028-03-03",
    "P0D, 2026-12-31, 2027-01-01"
  })
  void goneByShouldCountInCalendarTerms(String period, LocalDate day, LocalDate gone) {
    assertThat(RetentionPeriod.parse(period).goneBy(day)).isEqualTo(gone);
  }

  @Test
  void suffixShouldBeFitForTheNameOfATable() {
    assertThat(RetentionPeriod.parse("P2Y").suffix()).isEqualTo("p2y");
    assertThat(RetentionPeriod.parse("P1Y2M3D").suffix()).isEqualTo("p1y2m3d");
  }

  @Test
  void aNegativePeriodShouldBeRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> RetentionPeriod.parse("P-1D"));
  }
}
