package io.palimpsest.standalone.client;

import io.palimpsest.platform.credentials.SecretKey;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs one request with TC3-HMAC-SHA256, the headers {@code content-type} and {@code host}, as the
 * official SDKs do.
 */
final class Tc3Signer {
  private static final String SERVICE = "ocr";

  private Tc3Signer() {}

  /**
   * The value of the {@code Authorization} header of a POST to {@code /}.
   *
   * @param host as it will stand in the Host header, port included
   */
  static String authorization(
      String secretId,
      SecretKey secretKey,
      Instant now,
      String contentType,
      String host,
      byte[] body) {
    String canonical =
        "POST\n/\n\ncontent-type:"
            + contentType
            + "\nhost:"
            + host
            + "\n\ncontent-type;host\n"
            + sha256(body);
    String date = LocalDate.ofInstant(now, ZoneOffset.UTC).toString();
    String scope = date + "/" + SERVICE + "/tc3_request";
    String toSign =
        "TC3-HMAC-SHA256\n"
            + now.getEpochSecond()
            + "\n"
            + scope
            + "\n"
            + sha256(canonical.getBytes(StandardCharsets.UTF_8));
    byte[] key = hmac(("TC3" + secretKey.reveal()).getBytes(StandardCharsets.UTF_8), date);
    byte[] signing = hmac(hmac(key, SERVICE), "tc3_request");
    return "TC3-HMAC-SHA256 Credential="
        + secretId
        + "/"
        + scope
        + ", SignedHeaders=content-type;host, Signature="
        + HexFormat.of().formatHex(hmac(signing, toSign));
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HmacSHA256", e);
    }
  }
}
