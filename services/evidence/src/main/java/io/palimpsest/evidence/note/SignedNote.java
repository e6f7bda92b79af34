package io.palimpsest.evidence.note;

import io.palimpsest.evidence.error.EvidenceRefused.ForeignKey;
import io.palimpsest.evidence.error.EvidenceRefused.Malformed;
import io.palimpsest.evidence.error.EvidenceRefused.WrongSignature;
import io.palimpsest.evidence.internal.Strict;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A text with signatures (C2SP signed-note). Whoever reads {@link #text} must have called {@link
 * #verify} first; checkpoints are opened by {@link SignedCheckpoint#open}.
 *
 * @param text ends with a line feed, which is signed too
 * @param signatures in the order of their lines
 */
public record SignedNote(String text, List<Signature> signatures) {
  /** Bytes of a note at most: room for a checkpoint and a few dozen witnesses. */
  public static final int MAX_LENGTH = 65_536;

  private static final int MAX_SIGNATURES = 64;
  private static final String DASH = "\u2014 ";

  /**
   * One line below the text.
   *
   * @param name of the key
   * @param keyId the first four bytes of the key's hash
   * @param bytes what the key made
   */
  public record Signature(String name, int keyId, ByteBuffer bytes) {
    public Signature {
      KeyName.check(name);
      byte[] copy = new byte[bytes.remaining()];
      bytes.duplicate().get(copy);
      bytes = ByteBuffer.wrap(copy).asReadOnlyBuffer();
    }

    byte[] signed() {
      byte[] copy = new byte[bytes.remaining()];
      bytes.duplicate().get(copy);
      return copy;
    }

    private static Signature parse(String line) {
      if (!line.startsWith(DASH)) {
        throw new Malformed("a signature line that does not begin with a dash");
      }
      String[] parts = line.substring(DASH.length()).split(" ", -1);
      if (parts.length != 2) {
        throw new Malformed("a signature line that is not name and signature");
      }
      byte[] bytes = Strict.base64(parts[1], "a signature");
      if (bytes.length < 5) {
        throw new Malformed("a signature of " + bytes.length + " bytes");
      }
      return new Signature(
          parts[0], ByteBuffer.wrap(bytes).getInt(), ByteBuffer.wrap(bytes, 4, bytes.length - 4));
    }

    private String line() {
      byte[] all =
          ByteBuffer.allocate(4 + bytes.remaining()).putInt(keyId).put(bytes.duplicate()).array();
      return DASH + name + " " + Base64.getEncoder().encodeToString(all) + "\n";
    }
  }

  public SignedNote {
    signatures = List.copyOf(signatures);
    checkText(text);
    if (signatures.isEmpty() || signatures.size() > MAX_SIGNATURES) {
      throw new Malformed("a note with " + signatures.size() + " signatures");
    }
    long keys = signatures.stream().map(s -> s.name() + " " + s.keyId()).distinct().count();
    if (keys != signatures.size()) {
      throw new Malformed("a note with two signatures by one key");
    }
  }

  static SignedNote of(String text, Signature signature) {
    return new SignedNote(text, List.of(signature));
  }

  /**
   * @throws Malformed when it is no note: every line must be there and none that is not understood
   */
  public static SignedNote parse(byte[] note) {
    if (note.length > MAX_LENGTH) {
      throw new Malformed("a note of more than " + MAX_LENGTH + " bytes");
    }
    String all = Strict.utf8(note, "the note");
    int end = all.lastIndexOf("\n\n");
    if (end < 0 || !all.endsWith("\n") || end + 2 >= all.length()) {
      throw new Malformed("a note without a signature block");
    }
    List<Signature> signatures = new ArrayList<>();
    for (String line : all.substring(end + 2, all.length() - 1).split("\n", -1)) {
      signatures.add(Signature.parse(line));
    }
    return new SignedNote(all.substring(0, end + 1), signatures);
  }

  /** The note as it is stored and sent. */
  public byte[] bytes() {
    return bytesOf(
        text + "\n" + signatures.stream().map(Signature::line).collect(Collectors.joining()));
  }

  /** This note with another signature, such as a witness's, below its own. */
  public SignedNote with(Signature signature) {
    List<Signature> more = new ArrayList<>(signatures);
    more.add(signature);
    return new SignedNote(text, more);
  }

  /**
   * Checks that the key signed the text.
   *
   * @throws ForeignKey when no signature is by this key
   * @throws WrongSignature when it is not of this text
   */
  public void verify(VerifierKey key) {
    if (key.isWitness()) {
      throw new ForeignKey("the key of " + key.name() + " is a witness's and signs no log");
    }
    if (!key.verifies(bytesOf(text), by(key).signed())) {
      throw new WrongSignature("the signature by " + key.name() + " is not of this text");
    }
  }

  Signature by(VerifierKey key) {
    for (Signature signature : signatures) {
      if (signature.name().equals(key.name()) && signature.keyId() == key.keyId()) {
        return signature;
      }
    }
    String signers =
        signatures.stream().map(Signature::name).distinct().collect(Collectors.joining(", "));
    boolean otherKey = signatures.stream().anyMatch(s -> s.name().equals(key.name()));
    throw new ForeignKey(
        otherKey
            ? "signed by another key of " + key.name() + " than " + key.keyIdHex()
            : "signed by " + signers + ", not by " + key.name());
  }

  static byte[] bytesOf(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static void checkText(String text) {
    if (!text.endsWith("\n") || text.length() > MAX_LENGTH) {
      throw new Malformed("a note's text ends with a line feed");
    }
    if (text.chars().anyMatch(c -> c < ' ' && c != '\n')) {
      throw new Malformed("a note with a control character");
    }
  }
}
