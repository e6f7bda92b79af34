package io.palimpsest.gateway;

/** Makes text that a stranger sent fit for a log line or a header. */
final class Printable {
  private Printable() {}

  /** The text's visible ASCII, at most {@code length} of it; everything else becomes {@code ?}. */
  static String of(String text, int length) {
    StringBuilder safe = new StringBuilder(Math.min(text.length(), length));
    for (int i = 0; i < text.length() && i < length; i++) {
      char c = text.charAt(i);
      safe.append(c > ' ' && c < 0x7f ? c : '?');
    }
    return safe.toString();
  }
}
