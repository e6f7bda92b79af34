package io.palimpsest.gateway.testing;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs as a client does; shares no code with what it is used to test. */
public final class Signer {
  private Signer() {}

  /** An Authorization header over content type and host. */
  public static String tc3(
      String secretId,
      String secretKey,
      String method,
      String query,
      String contentType,
      String host,
      String service,
      long timestamp,
      byte[] payload) {
    String date = LocalDate.ofInstant(Instant.ofEpochSecond(timestamp), ZoneOffset.UTC).toString();
    String scope = date + "/" + service + "/tc3_request";
    String canonical =
        String.join(
            "\n",
            method,
            "/",
            query,
            "content-type:" + contentType,
            "host:" + host,
            "",
            "content-type;host",
            sha256(payload));
    String toSign =
        String.join(
            "\n",
            "TC3-HMAC-SHA256",
            "" + timestamp,
            scope,
            sha256(canonical.getBytes(StandardCharsets.UTF_8)));
    byte[] key = hmac("HmacSHA256", ("TC3" + secretKey).getBytes(StandardCharsets.UTF_8), date);
    key = hmac("HmacSHA256", hmac("HmacSHA256", key, service), "tc3_request");
    return "TC3-HMAC-SHA256 Credential="
        + secretId
        + "/"
        + scope
        + ", SignedHeaders=content-type;host, Signature="
        + HexFormat.of().formatHex(hmac("HmacSHA256", key, toSign));
  }

  /** A v1 signature over decoded parameters. */
  public static String v1(
      String algorithm,
      String secretKey,
      String method,
      String endpoint,
      Map<String, String> parameters) {
    String plain =
        method
            + endpoint
            + "/?"
            + new TreeMap<>(parameters)
                .entrySet().stream()
                    .map(each -> each.getKey() + "=" + each.getValue())
                    .collect(Collectors.joining("&"));
    return Base64.getEncoder()
        .encodeToString(hmac(algorithm, secretKey.getBytes(StandardCharsets.UTF_8), plain));
  }

  private static byte[] hmac(String algorithm, byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance(algorithm);
      mac.init(new SecretKeySpec(key, algorithm));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
