package io.palimpsest.evidence.note;

import io.palimpsest.evidence.error.EvidenceRefused.ForeignKey;
import io.palimpsest.evidence.error.EvidenceRefused.Malformed;
import io.palimpsest.evidence.error.EvidenceRefused.WrongSignature;
import io.palimpsest.evidence.internal.Sha256;
import io.palimpsest.evidence.json.CanonicalJson;
import io.palimpsest.evidence.merkle.Hash;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A document and its signature in one file, itself canonical JSON: {@code
 * {"document":{…},"note":"…"}}. The note (C2SP signed-note) has a text of two lines: {@code
 * palimpsest KIND v1} and the Base64 of the SHA-256 of the document's canonical JSON. No key's name
 * has a blank, so this text is never a checkpoint's, which begins with one; and the kind keeps a
 * statement from being taken for a report.
 *
 * @param kind such as {@code statement}
 * @param document values as {@link CanonicalJson} takes them
 * @param note verified by {@link #verify} only
 */
public record SignedDocument(String kind, Map<String, ?> document, SignedNote note) {
  /** Bytes of a file at most. */
  public static final int MAX_LENGTH = 4 << 20;

  private static final Pattern TEXT =
      Pattern.compile("palimpsest ([a-z][a-z-]{0,39}) v1\n([A-Za-z0-9+/=]{44})\n");

  /**
   * @throws Malformed when the note is none of a document
   * @throws WrongSignature when it is another document's
   */
  public SignedDocument {
    document = Collections.unmodifiableMap(new TreeMap<>(document));
    Matcher text = TEXT.matcher(note.text());
    if (!text.matches() || !text.group(1).equals(kind)) {
      throw new Malformed("a note that is not of a " + kind);
    }
    if (!Hash.parse(text.group(2)).equals(digest(document))) {
      throw new WrongSignature("the " + kind + " is not the one that was signed");
    }
  }

  /** Signs a document; always the same bytes for the same one. */
  public static SignedDocument sign(String kind, Map<String, ?> document, SigningKey key) {
    String text = "palimpsest " + kind + " v1\n" + digest(document).base64() + "\n";
    return new SignedDocument(kind, document, key.sign(text));
  }

  /**
   * Reads a file. Who signed it is still to be checked.
   *
   * @throws Malformed when it is not exactly what {@link #bytes} gives for some document
   * @throws WrongSignature when the note is another document's
   */
  public static SignedDocument parse(byte[] file) {
    if (file.length > MAX_LENGTH) {
      throw new Malformed("a signed document of more than " + MAX_LENGTH + " bytes");
    }
    if (CanonicalJson.parse(file) instanceof Map<?, ?> members
        && members.size() == 2
        && members.get("document") instanceof Map<?, ?> document
        && members.get("note") instanceof String text) {
      SignedNote note = SignedNote.parse(text.getBytes(StandardCharsets.UTF_8));
      Matcher signed = TEXT.matcher(note.text());
      if (signed.matches()) {
        @SuppressWarnings("unchecked") // keys of parsed JSON are strings
        Map<String, ?> named = (Map<String, ?>) document;
        return new SignedDocument(signed.group(1), named, note);
      }
    }
    throw new Malformed("not a signed document");
  }

  /**
   * Checks that the key signed the document.
   *
   * @throws ForeignKey when no signature is by this key
   * @throws WrongSignature when it is not of this document
   */
  public void verify(VerifierKey key) {
    note.verify(key);
  }

  /** SHA-256 of the document's canonical JSON, by which logs name it. */
  public Hash digest() {
    return digest(document);
  }

  /** The file. */
  public byte[] bytes() {
    return CanonicalJson.write(
        Map.of("document", document, "note", new String(note.bytes(), StandardCharsets.UTF_8)));
  }

  private static Hash digest(Map<String, ?> document) {
    return Hash.of(Sha256.of(CanonicalJson.write(document)));
  }
}
