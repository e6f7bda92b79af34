package io.palimpsest.platform.oversight;

/** What was asked for cannot be shown or noted; the message says why, and no one's data. */
public final class OversightRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  OversightRefused(String message) {
    super(message);
  }
}
