package io.palimpsest.gateway.actions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.palimpsest.platform.error.CallFailure;
import io.palimpsest.platform.error.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EncodedTextTest {
  private static final long MUCH = 1 << 20;

  @Test
  void everyLengthShouldComeBackAsItWas() {
    Random random = new Random(7);
    for (int length = 0; length < 200; length++) {
      byte[] bytes = new byte[length];
      random.nextBytes(bytes);

      assertThat(EncodedText.of(Base64.getEncoder().encodeToString(bytes)).decode(MUCH))
          .isEqualTo(bytes);
      assertThat(
              EncodedText.of(Base64.getEncoder().withoutPadding().encodeToString(bytes))
                  .decode(MUCH))
          .isEqualTo(bytes);
      assertThat(EncodedText.of(Base64.getMimeEncoder().encodeToString(bytes)).decode(MUCH))
          .isEqualTo(bytes);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"data:image/png;base64,aGk=", "DATA:,aGk=", " aG\r\nk = ", "aGk"})
  void prefixAndWhiteSpaceShouldBePassedOver(String text) {
    assertThat(EncodedText.of(text).decode(MUCH)).isEqualTo(new byte[] {'h', 'i'});
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "aGk=x",
        "aGk==",
        "a===",
        "a-_k",
        "äöü",
        "data:image/png;base64",
        "aGk\\n",
        "%%%%"
      })
  void garbageShouldBeRefused(String text) {
    assertThatThrownBy(() -> EncodedText.of(text).decode(MUCH))
        .isInstanceOfSatisfying(
            CallFailure.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_PARAMETER_VALUE));
  }

  @ParameterizedTest
  @CsvSource({
    "aGk=\\n,true",
    "a\\u0047k\\u003d,true",
    "aG\\r\\n\\tk=,true",
    "a\\qk=,false",
    "a\\u00,false",
    "a\\u12fFk,false"
  })
  void jsonEscapesShouldBeRead(String escaped, boolean good) {
    byte[] bytes = escaped.getBytes(StandardCharsets.UTF_8);
    EncodedText text = new EncodedText(bytes, 0, bytes.length, true);

    if (good) {
      assertThat(text.decode(MUCH)).isEqualTo(new byte[] {'h', 'i'});
    } else {
      assertThatThrownBy(() -> text.decode(MUCH)).isInstanceOf(CallFailure.class);
    }
  }

  @Test
  void theLimitShouldCountCharactersOfBase64Only() {
    assertThat(EncodedText.of("data:,aG\nkh").decode(4)).hasSize(3);
    assertThatThrownBy(() -> EncodedText.of("aGkhaA").decode(4))
        .isInstanceOfSatisfying(
            CallFailure.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.FILE_TOO_LARGE));
  }
}
