package io.palimpsest.platform.metering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PriceListsTest {
  private static final String OWN =
      """
      currency: EUR
      free-calls: 10
      standard:
        - { up-to: 100, price: "0.010001" }
        - { price: "0.005" }
      actions:
        TextDetect:
          - { price: "0" }
      """;

  @TempDir Path folder;

  @Test
  void shippedShouldBillExactlyThePublishedResults() {
    assertThat(PriceLists.shipped().billedResults())
        .containsExactlyInAnyOrder(
            "Success",
            "FailedOperation.EmptyImageError",
            "FailedOperation.ImageNoBusinessCard",
            "FailedOperation.InvoiceMismatch",
            "ResourceNotFound.NoInvoice");
  }

  @Test
  void shippedShouldGiveAThousandCallsAMonth() {
    PriceList prices = PriceLists.shipped();

    assertThat(prices.currency()).isEqualTo("USD");
    assertThat(prices.due("GeneralBasicOCR", 1000)).isZero();
    assertThat(prices.due("GeneralBasicOCR", 1001))
        .isEqualTo(prices.fee("GeneralBasicOCR", "Success"));
  }

  @Test
  void readShouldTakeAnOperatorsOwnPrices() throws IOException {
    PriceList prices = PriceLists.read(file(OWN));

    assertThat(prices.currency()).isEqualTo("EUR");
    assertThat(prices.fee("GeneralBasicOCR", "Success")).isEqualTo(10_001);
    assertThat(prices.fee("TextDetect", "Success")).isZero();
    assertThat(prices.due("GeneralBasicOCR", 111)).isEqualTo(100 * 10_001 + 5_000);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "currency: EUR | currency: Taler | currency no ISO 4217 code: Taler",
        "free-calls: 10 | free-calls: many | free-calls must be a whole number",
        "free-calls: 10 | free-calls: -1 | free-calls must be a whole number",
        "0.010001 | 0.0100001 | standard[0]: price must be a quoted number",
        "0.010001 | -1 | standard[0]: price must be a quoted number",
        "up-to: 100 | up-to: 0 | standard[0]: up-to must reach further",
        "up-to: 100, | '' | standard[0]: up-to must be a whole number",
        "{ price: \"0.005\" } | { up-to: 500, price: \"0.005\" } | standard[1]: up-to the last tier has no end",
        "free-calls: 10 | free-call: 10 | free-call is not known",
        "currency: EUR | 'currency: EUR\ncurrency: USD' | duplicate key currency"
      })
  void readShouldNameThePlaceOfAFault(String good, String bad, String message) throws IOException {
    Path file = file(OWN.replace(good, bad));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> PriceLists.read(file))
        .withMessageStartingWith("own-prices.yml: ")
        .withMessageContaining(message);
  }

  @Test
  void readShouldSayThatAFileIsMissing() {
    assertThatThrownBy(() -> PriceLists.read(folder.resolve("none.yml")))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("none.yml");
  }

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("own-prices.yml"), text);
  }
}
