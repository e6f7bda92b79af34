package io.palimpsest.evidence.note;

import io.palimpsest.evidence.error.EvidenceRefused.Malformed;
import io.palimpsest.evidence.internal.Ed25519;
import io.palimpsest.evidence.internal.Strict;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A key that signs a log's checkpoints: Ed25519. Its private half leaves it by {@link #secret}
 * only, and never by {@link #toString}. Immutable.
 */
public final class SigningKey {
  private static final Pattern FORM =
      Pattern.compile("PRIVATE\\+KEY\\+([^+]+)\\+([0-9a-f]{8})\\+([A-Za-z0-9+/]{44})");

  private final byte[] seed;
  private final VerifierKey verifier;

  private SigningKey(String name, byte[] seed) {
    this.seed = seed.clone();
    this.verifier = new VerifierKey(name, VerifierKey.ED25519, Ed25519.publicKey(seed));
    byte[] sample = new byte[] {1};
    if (!verifier.verifies(sample, sign(sample))) {
      throw new IllegalStateException("this JDK derives another public key from a seed");
    }
  }

  /**
   * A new key.
   *
   * @param name the log's origin: its address without a scheme, such as {@code
   *     evidence.example/eu-frankfurt/2026}
   */
  public static SigningKey generate(String name, SecureRandom random) {
    byte[] seed = new byte[Ed25519.KEY_LENGTH];
    random.nextBytes(seed);
    return new SigningKey(name, seed);
  }

  /** A new key, of the JVM's own randomness. */
  public static SigningKey generate(String name) {
    return generate(name, new SecureRandom());
  }

  /**
   * The key that {@link #secret} gave, or that a tool of another hand made in this form.
   *
   * @throws Malformed when it is none; the message holds nothing of it
   */
  public static SigningKey parse(String secret) {
    Matcher parts = FORM.matcher(secret);
    if (secret.length() > 400 || !parts.matches()) {
      throw new Malformed("not a signing key");
    }
    byte[] typed = Strict.base64(parts.group(3), "the signing key");
    if (typed[0] != VerifierKey.ED25519) {
      throw new Malformed("a signing key of type " + typed[0] + ", which is not Ed25519");
    }
    SigningKey key = new SigningKey(parts.group(1), Arrays.copyOfRange(typed, 1, typed.length));
    if (!key.verifier.keyIdHex().equals(parts.group(2))) {
      throw new Malformed("the key ID in the signing key is not that of its key");
    }
    return key;
  }

  /** The key as one line of text that {@link #parse} takes: to be stored encrypted. */
  public String secret() {
    byte[] typed = new byte[1 + seed.length];
    typed[0] = VerifierKey.ED25519;
    System.arraycopy(seed, 0, typed, 1, seed.length);
    return "PRIVATE+KEY+"
        + verifier.name()
        + "+"
        + verifier.keyIdHex()
        + "+"
        + Base64.getEncoder().encodeToString(typed);
  }

  /** The public half. */
  public VerifierKey verifier() {
    return verifier;
  }

  /** The checkpoint as a note with this key's signature; always the same bytes for the same one. */
  public SignedNote sign(Checkpoint checkpoint) {
    if (!checkpoint.origin().equals(verifier.name())) {
      throw new IllegalArgumentException(
          "the key of " + verifier.name() + " signs no checkpoint of " + checkpoint.origin());
    }
    return sign(checkpoint.text());
  }

  /**
   * A text, such as a report, as a note with this key's signature. It must end with a line feed.
   */
  public SignedNote sign(String text) {
    byte[] signature = sign(SignedNote.bytesOf(text));
    return SignedNote.of(
        text,
        new SignedNote.Signature(verifier.name(), verifier.keyId(), ByteBuffer.wrap(signature)));
  }

  private byte[] sign(byte[] message) {
    return Ed25519.sign(seed, message);
  }

  @Override
  public String toString() {
    return "signing key of " + verifier;
  }
}
