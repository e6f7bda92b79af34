package io.palimpsest.embedded;

/**
 * An embedded store could not be started. The message is written for the person at the terminal.
 */
public final class StartFailed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public StartFailed(String message) {
    super(message);
  }

  public StartFailed(String message, Throwable cause) {
    super(message, cause);
  }
}
