package io.palimpsest.standalone.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageRangeTest {

  @Test
  void rangeShouldEndWithTheFile() {
    PageRange range = PageRange.parse("2-5");

    assertThat(range.of(3)).containsExactly(2, 3);
  }

  @Test
  void openRangeShouldTakeAllThatFollows() {
    PageRange range = PageRange.parse("1,3-");

    assertThat(range.of(5)).containsExactly(1, 3, 4, 5);
  }

  @Test
  void pageAskedForTwiceShouldBeReadOnce() {
    PageRange range = PageRange.parse("2,1-2");

    assertThat(range.of(9)).containsExactly(2, 1);
  }

  @Test
  void allShouldBeEveryPage() {
    assertThat(PageRange.all().of(3)).containsExactly(1, 2, 3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "3-1", "a", "1--2", "-3", "1,", "99999999"})
  void whatIsNoRangeShouldBeRefused(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> PageRange.parse(text));
  }
}
