package io.palimpsest.gateway.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.palimpsest.platform.error.CallFailure;
import io.palimpsest.platform.error.ErrorCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Tc3AuthorizationTest {

  @Test
  void theCredentialShouldBeReadFromTheRight() {
    Tc3Authorization auth =
        Tc3Authorization.parse(
            "TC3-HMAC-SHA256 Credential=AKID/with/slash/2023-11-14/localhost:8080/tc3_request, "
                + "SignedHeaders=content-type;host, Signature=00");

    assertThat(auth.secretId()).isEqualTo("AKID/with/slash");
    assertThat(auth.service()).isEqualTo("localhost:8080");
    assertThat(auth.scope()).isEqualTo("2023-11-14/localhost:8080/tc3_request");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SKIP",
        "",
        "TC3-HMAC-SHA256 ",
        "TC3-HMAC-SM3 Credential=A/d/s/tc3_request, SignedHeaders=content-type;host, Signature=00",
        "TC3-HMAC-SHA256 Credential=A/d/s/tc3_request, SignedHeaders=content-type;host",
        "TC3-HMAC-SHA256 Credential=A/d/s/tc3_request, SignedHeaders=host, Signature=00",
        "TC3-HMAC-SHA256 Credential=A/d/s/tc4_request, SignedHeaders=content-type;host, Signature=00",
        "TC3-HMAC-SHA256 Credential=d/s/tc3_request, SignedHeaders=content-type;host, Signature=00",
        "TC3-HMAC-SHA256 Credential=A/d/s/tc3_request, SignedHeaders=content-type;host, Signature=00, Signature=01",
        "TC3-HMAC-SHA256 Credential=A/d/s/tc3_request, SignedHeaders=content-type;host;a;b;c;d;e;f;g;h;i, Signature=00"
      })
  void whatIsNotWholeShouldBeRefused(String header) {
    assertThatThrownBy(() -> Tc3Authorization.parse(header))
        .isInstanceOfSatisfying(
            CallFailure.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_AUTHORIZATION));
  }
}
