package io.palimpsest.platform.exports;

/** An export cannot be made or read. The message says why, and holds nothing of any end user. */
public final class ExportRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ExportRefused(String message) {
    super(message);
  }

  /** What the operator is told. */
  public String message() {
    return String.valueOf(getMessage());
  }
}
