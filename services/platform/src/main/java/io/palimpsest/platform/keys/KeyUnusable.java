package io.palimpsest.platform.keys;

/**
 * A key or what is under it cannot be opened: the key was destroyed, or the bytes belong to
 * something else. Names the key, no content.
 */
public final class KeyUnusable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  KeyUnusable(String message) {
    super(message);
  }

  KeyUnusable(String message, Throwable cause) {
    super(message, cause);
  }
}
