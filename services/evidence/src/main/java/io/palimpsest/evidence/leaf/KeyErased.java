package io.palimpsest.evidence.leaf;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * A key was destroyed, and with it whatever was under it (NIST SP 800-88 Rev. 2, cryptographic
 * erase).
 *
 * @param algorithm of the key, such as {@code AES-256-GCM}
 * @param keyId the key by a name that tells of no person
 * @param keyStore where it was kept
 * @param method how it was zeroised
 */
public record KeyErased(
    Place place, String algorithm, String keyId, String keyStore, String method, Instant at)
    implements Leaf {
  static final String TYPE = "key-erased";

  public KeyErased {
    Tokens.check(algorithm, "alg");
    Tokens.check(keyId, "key");
    Tokens.check(keyStore, "store");
    Tokens.check(method, "how");
    at = at.truncatedTo(ChronoUnit.SECONDS);
  }

  static KeyErased read(Fields fields) {
    return new KeyErased(
        fields.place(),
        fields.text("alg"),
        fields.text("key"),
        fields.text("store"),
        fields.text("how"),
        fields.at());
  }

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public byte[] bytes() {
    return Fields.of(this)
        .with("alg", algorithm)
        .with("key", keyId)
        .with("store", keyStore)
        .with("how", method)
        .json();
  }
}
