package io.palimpsest.platform.offboarding;

/** Nobody can leave so, or leaving cannot be taken back; the message says why and names nobody. */
public final class OffBoardingRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Kind kind;

  /** What is in the way. */
  public enum Kind {
    /** There is no such tenant, AppID or account. */
    NOT_FOUND,
    /** Something is missing or not allowed. */
    INVALID,
    /** It does not fit what is going on. */
    CONFLICT
  }

  OffBoardingRefused(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }

  /** What whoever asked is told. */
  public String message() {
    return String.valueOf(getMessage());
  }
}
