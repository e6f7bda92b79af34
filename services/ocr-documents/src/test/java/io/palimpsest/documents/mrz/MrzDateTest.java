package io.palimpsest.documents.mrz;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class MrzDateTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 3, 1);

  @Test
  void aBirthShouldNotLieInTheFuture() {
    assertThat(MrzDate.birth("260301", TODAY).date()).contains(TODAY);
    assertThat(MrzDate.birth("260302", TODAY).date()).contains(LocalDate.of(1926, 3, 2));
    assertThat(MrzDate.birth("740812", TODAY).date()).contains(LocalDate.of(1974, 8, 12));
  }

  @Test
  void anExpiryShouldLieLessThanFiftyYearsAhead() {
    assertThat(MrzDate.expiry("760301", TODAY).date()).contains(LocalDate.of(2076, 3, 1));
    assertThat(MrzDate.expiry("760302", TODAY).date()).contains(LocalDate.of(1976, 3, 2));
    assertThat(MrzDate.expiry("120415", TODAY).date()).contains(LocalDate.of(2012, 4, 15));
  }

  @Test
  void aPartThatIsNotKnownShouldLeaveTheDateOpen() {
    assertThat(MrzDate.birth("74<<<<", TODAY)).extracting(MrzDate::text).isEqualTo("74<<<<");
    assertThat(MrzDate.birth("74<<<<", TODAY).date()).isEmpty();
    assertThat(MrzDate.birth("741345", TODAY).date()).isEmpty();
  }

  @Test
  void aLeapDayShouldBeSoughtInTheCenturyThatHasIt() {
    assertThat(MrzDate.birth("000229", LocalDate.of(2100, 6, 1)).date())
        .contains(LocalDate.of(2000, 2, 29));
  }
}
