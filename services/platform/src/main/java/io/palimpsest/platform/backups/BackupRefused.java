package io.palimpsest.platform.backups;

/** A backup or a restore that is not made, and why, for an operator; names no content. */
public final class BackupRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public BackupRefused(String message) {
    super(message);
  }

  public BackupRefused(String message, Throwable cause) {
    super(message, cause);
  }
}
