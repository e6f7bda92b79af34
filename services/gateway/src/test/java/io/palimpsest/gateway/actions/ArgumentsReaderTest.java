package io.palimpsest.gateway.actions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.palimpsest.platform.error.CallFailure;
import io.palimpsest.platform.error.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArgumentsReaderTest {
  private static final Set<String> KNOWN =
      Set.of("IsPdf", "PdfPageNumber", "LanguageType", "ImageUrl");

  @Test
  void thePictureShouldBeFoundWhereverItStands() {
    for (String body :
        new String[] {
          "{\"ImageBase64\":\"aGk=\"}",
          " {\n \"a\" : [1,{\"ImageBase64\":\"no\"}], \"ImageBase64\" \t:\n  \"aG\\nk=\" , \"IsPdf\":true } ",
          "{\"中文\":\"ü\\\"\",\"ImageBase64\":\"aGk=\",\"z\":null}"
        }) {
      Arguments arguments = read(body);

      assertThat(arguments.image().orElseThrow().decode(100))
          .as(body)
          .isEqualTo(new byte[] {'h', 'i'});
    }
  }

  @Test
  void aPictureBeyondTheParsersBufferShouldBeFound() {
    String large = "aGkh".repeat(500_000);
    Arguments arguments =
        read(
            "{\"x\":\""
                + "y".repeat(20_000)
                + "\",\"ImageBase64\":\""
                + large
                + "\",\"IsPdf\":false}");

    assertThat(arguments.image().orElseThrow().length()).isEqualTo(large.length());
    assertThat(arguments.flag("IsPdf")).contains(false);
  }

  @Test
  void scalarsShouldKeepTheirTypes() {
    Arguments arguments =
        read("{\"IsPdf\":true,\"PdfPageNumber\":7,\"LanguageType\":\"zh\",\"ImageUrl\":null}");

    assertThat(arguments.flag("IsPdf")).contains(true);
    assertThat(arguments.number("PdfPageNumber")).contains(7L);
    assertThat(arguments.text("LanguageType")).contains("zh");
    assertThat(arguments.text("ImageUrl")).isEmpty();
  }

  @Test
  void flattenedTextShouldBeTypedByItsSpelling() {
    Arguments arguments =
        ArgumentsReader.flattened(
            Map.of("IsPdf", "True", "PdfPageNumber", "7", "ImageBase64", "aGk="), KNOWN);

    assertThat(arguments.flag("IsPdf")).contains(true);
    assertThat(arguments.number("PdfPageNumber")).contains(7L);
    assertThat(arguments.image()).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"IsPdf\":\"true\"}",
        "{\"IsPdf\":1}",
        "{\"IsPdf\":[]}",
      })
  void aValueOfTheWrongTypeShouldBeRefusedByName(String body) {
    assertThatThrownBy(() -> read(body).flag("IsPdf"))
        .isInstanceOfSatisfying(CallFailure.class, e -> assertThat(e.message()).contains("IsPdf"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"PdfPageNumber\":1.0}",
        "{\"PdfPageNumber\":99999999999999999999}",
        "{\"PdfPageNumber\":\"1\"}"
      })
  void aNumberThatIsNoWholeOneShouldBeRefused(String body) {
    assertThatThrownBy(() -> read(body).number("PdfPageNumber")).isInstanceOf(CallFailure.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "[]",
        "null",
        "\"text\"",
        "{} {}",
        "{\"a\":1,\"a\":2}",
        "{\"a\":{\"b\":1,\"b\":2}}",
        "{\"ImageBase64\":\"aGk=",
        "{\"ImageBase64\":\"aGk=\\",
        "{\"ImageBase64\":\"a\",\"ImageBase64\":\"b\"}",
        "{\"ImageBase64\":\"a\u0001\"}",
        "{\"ImageBase64\":[\"a\"]}",
        "{'a':1}",
        "{\"a\":NaN}",
        "{\"a\":01}",
        "\uFFFE{}"
      })
  void malformedJsonShouldBeRefusedWithoutBeingQuoted(String body) {
    assertThatThrownBy(() -> read(body))
        .isInstanceOfSatisfying(
            CallFailure.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.INVALID_PARAMETER);
              assertThat(e).hasNoCause();
            });
  }

  @Test
  void deepOrHugeJsonShouldBeRefused() {
    for (String body :
        new String[] {
          "{\"a\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}",
          "{\"" + "n".repeat(10_000) + "\":1}",
          "{\"a\":" + "1".repeat(10_000) + "}",
          "{\"LanguageType\":\"" + "z".repeat(100_000) + "\"}",
          "{\"a\":[" + "1,".repeat(200_000) + "1]}"
        }) {
      assertThatThrownBy(() -> read(body))
          .as(body.substring(0, 20))
          .isInstanceOf(CallFailure.class);
    }
  }

  private static Arguments read(String body) {
    return ArgumentsReader.json(body.getBytes(StandardCharsets.UTF_8), KNOWN);
  }
}
