package io.palimpsest.policy;

/**
 * One version of one module, written {@code tencent-ocr@1.0.0}. What is stored, accepted or
 * attested under a policy carries this.
 */
public record PolicyRef(String id, PolicyVersion version) {

  /**
   * Reads {@code id@version}.
   *
   * @throws IllegalArgumentException for anything else
   */
  public static PolicyRef parse(String text) {
    int at = text.indexOf('@');
    if (at < 1) {
      throw new IllegalArgumentException("not a module and its version: " + text);
    }
    return new PolicyRef(text.substring(0, at), PolicyVersion.parse(text.substring(at + 1)));
  }

  @Override
  public String toString() {
    return id + "@" + version;
  }
}
