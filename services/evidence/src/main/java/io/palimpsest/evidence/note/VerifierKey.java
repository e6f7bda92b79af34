package io.palimpsest.evidence.note;

import io.palimpsest.evidence.error.EvidenceRefused.Malformed;
import io.palimpsest.evidence.internal.Ed25519;
import io.palimpsest.evidence.internal.Sha256;
import io.palimpsest.evidence.internal.Strict;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The public half of a key that signs checkpoints, written as one line: {@code
 * name+keyID+Base64(type ‖ public key)} (C2SP signed-note, "vkey").
 */
public final class VerifierKey {
  /** Ed25519 over the note's text: the log's own signature. */
  static final byte ED25519 = 1;

  /** Ed25519 over time and text: a witness's (C2SP tlog-cosignature). */
  static final byte COSIGNATURE = 4;

  private static final Pattern FORM =
      Pattern.compile("([^+]+)\\+([0-9a-f]{8})\\+([A-Za-z0-9+/]{44})");

  private final String name;
  private final byte type;
  private final byte[] publicKey;

  VerifierKey(String name, byte type, byte[] publicKey) {
    this.name = KeyName.check(name);
    this.type = type;
    this.publicKey = publicKey.clone();
  }

  /**
   * @throws Malformed when this is no vkey of Ed25519, or its key ID is not that of the key in it
   */
  public static VerifierKey parse(String vkey) {
    Matcher parts = FORM.matcher(vkey);
    if (vkey.length() > 400 || !parts.matches()) {
      throw new Malformed("not a verifier key (name+keyid+base64)");
    }
    byte[] typed = Strict.base64(parts.group(3), "the verifier key");
    if (typed[0] != ED25519 && typed[0] != COSIGNATURE) {
      throw new Malformed("a verifier key of type " + typed[0] + ", which is not Ed25519");
    }
    VerifierKey key =
        new VerifierKey(parts.group(1), typed[0], Arrays.copyOfRange(typed, 1, typed.length));
    if (!key.keyIdHex().equals(parts.group(2))) {
      throw new Malformed("the key ID in the verifier key is not that of its key");
    }
    return key;
  }

  /** The key's name, which is the log's origin. */
  public String name() {
    return name;
  }

  /** Whether this is a witness's key, for cosignatures, and not a log's. */
  public boolean isWitness() {
    return type == COSIGNATURE;
  }

  /** The first four bytes of {@link #fingerprint}, as signatures name the key. */
  public int keyId() {
    return ByteBuffer.wrap(digest()).getInt();
  }

  /** {@link #keyId} in eight hexadecimal digits. */
  public String keyIdHex() {
    return HexFormat.of().toHexDigits(keyId());
  }

  /**
   * SHA-256 over name, line feed, type and public key, in hexadecimal: to be compared by people.
   */
  public String fingerprint() {
    return HexFormat.of().formatHex(digest());
  }

  boolean verifies(byte[] message, byte[] signature) {
    return Ed25519.verifies(publicKey, message, signature);
  }

  private byte[] digest() {
    return Sha256.of(name.getBytes(StandardCharsets.UTF_8), new byte[] {'\n'}, typed());
  }

  private byte[] typed() {
    byte[] typed = new byte[1 + publicKey.length];
    typed[0] = type;
    System.arraycopy(publicKey, 0, typed, 1, publicKey.length);
    return typed;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof VerifierKey key && toString().equals(key.toString());
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(publicKey);
  }

  /** The vkey. */
  @Override
  public String toString() {
    return name + "+" + keyIdHex() + "+" + Base64.getEncoder().encodeToString(typed());
  }
}
