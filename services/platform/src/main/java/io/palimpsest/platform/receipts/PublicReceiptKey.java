package io.palimpsest.platform.receipts;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/**
 * The public half of a key that signs receipts: Ed25519 (RFC 8032), written as a JSON Web Key (RFC
 * 8037).
 *
 * @param x the 32 bytes, in Base64url
 */
public record PublicReceiptKey(String x) {
  /** What stands before the 32 bytes in an X.509 SubjectPublicKeyInfo (RFC 8410). */
  private static final byte[] PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

  public PublicReceiptKey {
    if (decoded(x).length != 32) {
      throw new IllegalArgumentException("an Ed25519 key has 32 bytes");
    }
  }

  static PublicReceiptKey of(PublicKey key) {
    byte[] encoded = key.getEncoded();
    return new PublicReceiptKey(
        Jws.BASE64.encodeToString(Arrays.copyOfRange(encoded, PREFIX.length, encoded.length)));
  }

  /** The key's name: its thumbprint (RFC 7638). */
  public String kid() {
    try {
      String members = "{\"crv\":\"Ed25519\",\"kty\":\"OKP\",\"x\":\"" + x + "\"}";
      return Jws.BASE64.encodeToString(
          MessageDigest.getInstance("SHA-256").digest(members.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** The key as a JSON Web Key. */
  public String jwk() {
    return "{\"crv\":\"Ed25519\",\"kid\":\"" + kid() + "\",\"kty\":\"OKP\",\"x\":\"" + x + "\"}";
  }

  /**
   * What a receipt says, if this key signed it.
   *
   * @throws ReceiptForged when it did not, or the text is no receipt
   */
  public byte[] verified(String jws) {
    String[] parts = jws.strip().split("\\.", -1);
    if (parts.length != 3 || !parts[0].equals(Jws.header(kid()))) {
      throw new ReceiptForged("not a receipt signed by the key " + kid());
    }
    try {
      Signature signature = Signature.getInstance("Ed25519");
      signature.initVerify(publicKey());
      signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
      if (!signature.verify(decoded(parts[2]))) {
        throw new ReceiptForged("the signature is not of this receipt");
      }
      return decoded(parts[1]);
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new ReceiptForged("the signature is not of this receipt", e);
    }
  }

  private PublicKey publicKey() throws GeneralSecurityException {
    byte[] raw = decoded(x);
    byte[] encoded = Arrays.copyOf(PREFIX, PREFIX.length + raw.length);
    System.arraycopy(raw, 0, encoded, PREFIX.length, raw.length);
    return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
  }

  private static byte[] decoded(String text) {
    return Base64.getUrlDecoder().decode(text);
  }
}
