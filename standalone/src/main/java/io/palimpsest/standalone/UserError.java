package io.palimpsest.standalone;

import org.jspecify.annotations.Nullable;

/**
 * Something that whoever typed the command can mend. Its message says how, and is all that is
 * printed.
 */
public final class UserError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UserError(String message) {
    this(message, null);
  }

  public UserError(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
