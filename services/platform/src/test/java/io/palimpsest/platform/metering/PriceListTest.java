package io.palimpsest.platform.metering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.palimpsest.platform.metering.PriceList.Tier;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PriceListTest {
  private final PriceList prices =
      new PriceList(
          "EUR",
          Set.of("Success", "FailedOperation.EmptyImageError"),
          5,
          Map.of("TextDetect", List.of(new Tier(Long.MAX_VALUE, 1))),
          List.of(new Tier(10, 100), new Tier(20, 50), new Tier(Long.MAX_VALUE, 7)));

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "5, 0",
    "6, 100",
    "15, 1000",
    "16, 1050",
    "25, 1500",
    "26, 1507",
    "1025, 8500"
  })
  void dueShouldUseUpFreeCallsAndThenEachTier(long calls, long due) {
    assertThat(prices.due("GeneralBasicOCR", calls)).isEqualTo(due);
  }

  @Test
  void dueShouldFailRatherThanOverflow() {
    assertThatExceptionOfType(ArithmeticException.class)
        .isThrownBy(() -> prices.due("GeneralBasicOCR", Long.MAX_VALUE));
  }

  @ParameterizedTest
  @CsvSource({
    "Success, 100",
    "FailedOperation.EmptyImageError, 100",
    "FailedOperation.ImageDecodeFailed, 0",
    "InternalError, 0",
    "undelivered, 0"
  })
  void feeShouldBeNothingForResultsThatAreNotBilled(String result, long fee) {
    assertThat(prices.fee("GeneralBasicOCR", result)).isEqualTo(fee);
  }

  @Test
  void feeShouldBeThatOfTheActionsOwnTiers() {
    assertThat(prices.fee("TextDetect", "Success")).isEqualTo(1);
  }
}
