package io.palimpsest.platform.holds;

/** A hold cannot be placed or released; the message says why. */
public final class HoldRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  HoldRefused(String message) {
    super(message);
  }
}
