package io.palimpsest.platform.subjects;

import java.text.Normalizer;
import java.util.Locale;

/**
 * The number of an identity document, so that its holder's data can be found without a tenant's
 * reference. Only its keyed hash is ever stored.
 *
 * @param issuer who issued it, such as {@code UTO}; as the document has it
 * @param kind of document, such as {@code passport}
 * @param number spaces, hyphens and fillers left out, in capitals
 */
public record DocumentNumber(String issuer, String kind, String number) {

  /**
   * @throws ReferenceUnusable when a part is empty, too long or holds a forbidden character
   */
  public DocumentNumber {
    issuer = normal("the document's issuer", issuer);
    kind = normal("the document's kind", kind);
    number = normal("the document's number", number);
  }

  /** Never the number. */
  @Override
  public String toString() {
    return "DocumentNumber[" + kind + "]";
  }

  /** As people copy it and as machines read it, it must be the same. */
  private static String normal(String what, String value) {
    String checked = ReferenceUnusable.checked(what, value);
    return ReferenceUnusable.checked(
        what,
        Normalizer.normalize(checked, Normalizer.Form.NFKC)
            .replaceAll("[\\s<\\-]", "")
            .toUpperCase(Locale.ROOT));
  }
}
