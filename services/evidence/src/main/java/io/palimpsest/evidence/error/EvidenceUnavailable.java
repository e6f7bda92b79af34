package io.palimpsest.evidence.error;

/**
 * The place where a log is kept could not be read or written: nothing is said about the log. After
 * a failed write it is not known whether the write was done.
 */
public final class EvidenceUnavailable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public EvidenceUnavailable(String message, Throwable cause) {
    super(message, cause);
  }
}
