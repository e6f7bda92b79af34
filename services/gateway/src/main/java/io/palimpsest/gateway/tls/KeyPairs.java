package io.palimpsest.gateway.tls;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;

/**
 * Sees whether a private key is the one of a certificate: JSSE would find out only at the first
 * handshake.
 */
final class KeyPairs {
  private static final byte[] PROBE = {1, 2, 3, 4};

  private KeyPairs() {}

  /**
   * @throws GeneralSecurityException when they do not belong together
   */
  static void check(PublicKey publicKey, byte[] pem) throws GeneralSecurityException {
    PrivateKey key =
        KeyFactory.getInstance(publicKey.getAlgorithm())
            .generatePrivate(new PKCS8EncodedKeySpec(der(pem)));
    String algorithm =
        switch (publicKey.getAlgorithm()) {
          case "RSA" -> "SHA256withRSA";
          case "EC" -> "SHA256withECDSA";
          default -> publicKey.getAlgorithm();
        };
    Signature signer = Signature.getInstance(algorithm);
    signer.initSign(key);
    signer.update(PROBE);
    Signature verifier = Signature.getInstance(algorithm);
    verifier.initVerify(publicKey);
    verifier.update(PROBE);
    if (!verifier.verify(signer.sign())) {
      throw new InvalidKeyException("the key is not the certificate's");
    }
  }

  private static byte[] der(byte[] pem) {
    String text = new String(pem, StandardCharsets.US_ASCII);
    String body =
        text.replaceAll("(?s).*-----BEGIN [A-Z ]+-----", "").replaceAll("(?s)-----END.*", "");
    return Base64.getMimeDecoder().decode(body);
  }
}
