package io.palimpsest.platform.reports;

/** A report that cannot be given; the message says why. */
public final class ReportRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ReportRefused(String message) {
    super(message);
  }
}
