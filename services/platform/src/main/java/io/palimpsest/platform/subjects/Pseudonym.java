package io.palimpsest.platform.subjects;

import java.util.HexFormat;

/**
 * What stands in our stores for a tenant's reference of an end user or of its consent record, or
 * for a document's number.
 *
 * @param kind what it stands for
 * @param keyVersion which of the tenant's pseudonym keys it was made with, from 1
 * @param hash 64 hexadecimal digits
 */
public record Pseudonym(Kind kind, int keyVersion, String hash) {

  /** What a pseudonym stands for. */
  public enum Kind {
    /** A tenant's reference: leads to one subject at most. */
    REFERENCE,
    /** A document's number: several end users of a tenant may have shown the same document. */
    DOCUMENT,
    /** A tenant's reference of its own consent record: leads to nobody. */
    CONSENT_RECORD
  }

  public Pseudonym {
    if (hash.length() != 64) {
      throw new IllegalArgumentException("a pseudonym has 32 bytes");
    }
  }

  static Pseudonym of(Kind kind, int keyVersion, byte[] hash) {
    return new Pseudonym(kind, keyVersion, HexFormat.of().formatHex(hash));
  }

  /** The 32 bytes. */
  public byte[] bytes() {
    return HexFormat.of().parseHex(hash);
  }
}
