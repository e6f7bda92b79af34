package io.palimpsest.platform.subjects;

/**
 * A tenant's own name for one of its end users. It means nothing to us; only its pseudonym is ever
 * stored.
 *
 * @param value 1 to 128 characters, none of them invisible; compared character by character
 */
public record EndUserReference(String value) {

  /**
   * @throws ReferenceUnusable when it is empty, too long or holds a forbidden character
   */
  public EndUserReference {
    ReferenceUnusable.checked("the end user's reference", value);
  }

  /** Never the value. */
  @Override
  public String toString() {
    return "EndUserReference[" + value.length() + " characters]";
  }
}
