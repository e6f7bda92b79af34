package io.palimpsest.gateway.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.palimpsest.platform.error.CallFailure;
import io.palimpsest.platform.error.ErrorCode;
import io.palimpsest.platform.metering.CallIds;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProtocolTest {

  @Test
  void aFormShouldBeDecodedAsEverySdkWritesIt() {
    assertThat(Form.decode("a=x+y&b=x%20y&c=%2B%2F%3D&d=%E4%B8%AD&e=&f&&ItemNames.0=A"))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "a",
                "x y",
                "b",
                "x y",
                "c",
                "+/=",
                "d",
                "中",
                "e",
                "",
                "f",
                "",
                "ItemNames.0",
                "A"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a=1&a=2", "a=%", "a=%zz", "a=1&%61=2"})
  void aFormThatIsAmbiguousOrBrokenShouldBeRefused(String form) {
    assertThatThrownBy(() -> Form.decode(form))
        .isInstanceOfSatisfying(
            CallFailure.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_PARAMETER));
  }

  @Test
  void farTooManyParametersShouldBeRefused() {
    StringBuilder form = new StringBuilder();
    for (int i = 0; i < 2000; i++) {
      form.append('p').append(i).append("=&");
    }

    assertThatThrownBy(() -> Form.decode(form.toString())).isInstanceOf(CallFailure.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "gzip|true",
        "gzip, deflate, br|true",
        "GZIP;q=0.5|true",
        "gzip;q=0|false",
        "gzip;q=0.000|false",
        "br, zstd|false",
        "deflate|false",
        "x-gzip|false"
      })
  void gzipShouldBeUsedOnlyWhereItIsTaken(String header, boolean accepted) {
    assertThat(Gzip.accepted(Optional.of(header))).isEqualTo(accepted);
  }

  @Test
  void everyCodeShouldBeExplainedInBothLanguages() {
    Messages messages = new Messages();
    for (ErrorCode code : ErrorCode.values()) {
      assertThat(messages.meaning(code, Language.CHINESE))
          .as(code.wire())
          .matches(".*\\p{IsHan}.*");
      assertThat(messages.meaning(code, Language.ENGLISH))
          .as(code.wire())
          .doesNotContainPattern("\\p{IsHan}");
    }
  }

  @Test
  void anErrorShouldHaveNothingBesideIt() {
    var callId = new CallIds(Clock.systemUTC()).next();

    String json =
        new String(Envelope.error(callId, "InternalError", "\"quoted\""), StandardCharsets.UTF_8);

    assertThat(json)
        .isEqualTo(
            "{\"Response\":{\"Error\":{\"Code\":\"InternalError\",\"Message\":\"\\\"quoted\\\"\"},\"RequestId\":\""
                + callId
                + "\"}}");
  }
}
