package io.palimpsest.standalone.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.platform.credentials.SecretKey;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class Tc3SignerTest {

  /** A vector that an official SDK's signer gives for the same input. */
  @Test
  void signatureShouldBeThatOfTheOfficialSigners() {
    byte[] body = "{\"ImageUrl\":\"https://example.com/a.png\"}".getBytes(StandardCharsets.UTF_8);

    String authorization =
        Tc3Signer.authorization(
            "AKIDEXAMPLE0001",
            new SecretKey("EXAMPLEkey0001"),
            Instant.ofEpochSecond(1_700_000_000),
            "application/json",
            "ocr.tencentcloudapi.com",
            body);

    assertThat(authorization)
        .isEqualTo(
            "TC3-HMAC-SHA256 Credential=AKIDEXAMPLE0001/2023-11-14/ocr/tc3_request,"
                + " SignedHeaders=content-type;host,"
                + " Signature=1caba90c6ef3e6d5d87644903ecde7648224010c20ed00591846e80d2e2b9ec8");
  }
}
