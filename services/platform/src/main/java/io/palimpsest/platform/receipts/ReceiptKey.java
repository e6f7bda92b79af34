package io.palimpsest.platform.receipts;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Map;

/** A key that signs receipts. Its private half is never printed. Thread-safe. */
public final class ReceiptKey {
  private final PublicReceiptKey publicKey;
  private final PrivateKey privateKey;

  private ReceiptKey(PublicReceiptKey publicKey, PrivateKey privateKey) {
    this.publicKey = publicKey;
    this.privateKey = privateKey;
  }

  /** A new one. */
  public static ReceiptKey generate() {
    try {
      KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
      return new ReceiptKey(PublicReceiptKey.of(pair.getPublic()), pair.getPrivate());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has Ed25519", e);
    }
  }

  /**
   * One that was stored.
   *
   * @param pkcs8 what {@link #privateBytes()} gave
   * @throws IllegalArgumentException when it is no such key
   */
  public static ReceiptKey of(PublicReceiptKey publicKey, byte[] pkcs8) {
    try {
      return new ReceiptKey(
          publicKey,
          KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(pkcs8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("not an Ed25519 key: " + publicKey.kid(), e);
    }
  }

  public PublicReceiptKey publicKey() {
    return publicKey;
  }

  /** The private half as PKCS #8: for encrypting it. */
  public byte[] privateBytes() {
    return privateKey.getEncoded();
  }

  /** Signs a document: compact JWS over its canonical JSON. */
  public String sign(Map<String, ?> document) {
    String input =
        Jws.header(publicKey.kid())
            + "."
            + Jws.BASE64.encodeToString(CanonicalJson.bytes(document));
    try {
      Signature signature = Signature.getInstance("Ed25519");
      signature.initSign(privateKey);
      signature.update(input.getBytes(StandardCharsets.US_ASCII));
      return input + "." + Jws.BASE64.encodeToString(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has Ed25519", e);
    }
  }

  @Override
  public String toString() {
    return "ReceiptKey[" + publicKey.kid() + "]";
  }
}
