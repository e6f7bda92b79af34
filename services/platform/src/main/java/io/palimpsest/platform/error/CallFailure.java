package io.palimpsest.platform.error;

import org.jspecify.annotations.Nullable;

/**
 * A call ends without a result. The message goes to the caller: it names what is wrong, never
 * content or secrets.
 */
public final class CallFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ErrorCode code;

  public CallFailure(ErrorCode code, String message) {
    this(code, message, null);
  }

  public CallFailure(ErrorCode code, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  public ErrorCode code() {
    return code;
  }

  /** What the caller is told. */
  public String message() {
    return String.valueOf(getMessage());
  }
}
