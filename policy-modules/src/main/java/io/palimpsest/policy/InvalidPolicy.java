package io.palimpsest.policy;

/**
 * A policy module breaks the schema or contradicts itself. The message names the file and every
 * fault.
 */
public final class InvalidPolicy extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public InvalidPolicy(String message) {
    super(message);
  }
}
