package io.palimpsest.platform.keys;

/**
 * The root key is missing, too open, or not the one that the stores' secrets are under. Says what
 * to do. Nothing may be served.
 */
public final class RootKeyUnusable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public RootKeyUnusable(String message) {
    super(message);
  }

  public RootKeyUnusable(String message, Throwable cause) {
    super(message, cause);
  }
}
