package io.palimpsest.gateway.testing;

import io.palimpsest.platform.credentials.Credential;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;

/** The bytes of a signed GeneralBasicOCR call. */
public final class SignedRequest {
  private SignedRequest() {}

  /**
   * A call that sends a marked picture.
   *
   * @param moreHeaders whole header lines, each with its line end
   */
  public static String of(int port, Credential credential, String mark, String moreHeaders) {
    String body =
        "{\"ImageBase64\":\""
            + Base64.getEncoder().encodeToString(MarkedPictures.png(mark))
            + "\"}";
    String host = "127.0.0.1:" + port;
    long now = Instant.now().getEpochSecond();
    String authorization =
        Signer.tc3(
            credential.secretId().value(),
            credential.secretKey().reveal(),
            "POST",
            "",
            "application/json",
            host,
            "ocr",
            now,
            body.getBytes(StandardCharsets.UTF_8));
    return String.join(
        "\r\n",
        "POST / HTTP/1.1",
        "Host: " + host,
        "Content-Type: application/json",
        "X-TC-Action: GeneralBasicOCR",
        "X-TC-Version: 2018-11-19",
        "X-TC-Timestamp: " + now,
        "Authorization: " + authorization,
        moreHeaders + "Content-Length: " + body.length(),
        "",
        body);
  }
}
