package io.palimpsest.platform.consent;

import java.util.List;

/** What was asked for cannot be done. The message says why and names nobody. */
public final class ConsentRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Kind kind;

  /** What is in the way. */
  public enum Kind {
    /** There is no such thing, or it belongs to another tenant: the two look the same. */
    NOT_FOUND,
    /** It is not well-formed, or the policy does not allow it. */
    INVALID,
    /** It does not fit what was said before. */
    CONFLICT
  }

  private ConsentRefused(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  public static ConsentRefused notFound(String what) {
    return new ConsentRefused(Kind.NOT_FOUND, "there is no such " + what);
  }

  public static ConsentRefused invalid(String message) {
    return new ConsentRefused(Kind.INVALID, message);
  }

  public static ConsentRefused conflict(String message) {
    return new ConsentRefused(Kind.CONFLICT, message);
  }

  static ConsentRefused invalid(List<String> faults) {
    return invalid(String.join("; ", faults));
  }

  public Kind kind() {
    return kind;
  }

  /** What the caller is told. */
  public String message() {
    return String.valueOf(getMessage());
  }
}
