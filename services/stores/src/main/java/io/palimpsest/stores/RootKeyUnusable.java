package io.palimpsest.stores;

/**
 * The root key's file is missing, too open, or not the one that the database's secrets are under.
 * Says what to do.
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
