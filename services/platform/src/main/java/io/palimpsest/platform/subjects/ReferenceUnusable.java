package io.palimpsest.platform.subjects;

/**
 * A tenant named an end user or a document in a way that is not accepted. The message says what is
 * wrong, never the value.
 */
public final class ReferenceUnusable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Reason reason;

  /** What is wrong with it. */
  public enum Reason {
    EMPTY("is empty"),
    TOO_LONG("is longer than 128 characters"),
    FORBIDDEN_CHARACTER("holds a control, invisible or unpaired character");

    private final String text;

    Reason(String text) {
      this.text = text;
    }
  }

  ReferenceUnusable(String what, Reason reason) {
    super(what + " " + reason.text);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }

  /** What the caller is told. */
  public String message() {
    return String.valueOf(getMessage());
  }

  static final int LIMIT = 128;

  /** Gives {@code value} back when it is 1 to 128 characters that can be seen. */
  static String checked(String what, String value) {
    if (value.isBlank()) {
      throw new ReferenceUnusable(what, Reason.EMPTY);
    }
    if (value.length() > 2 * LIMIT || value.codePointCount(0, value.length()) > LIMIT) {
      throw new ReferenceUnusable(what, Reason.TOO_LONG);
    }
    if (value.codePoints().anyMatch(ReferenceUnusable::isForbidden)) {
      throw new ReferenceUnusable(what, Reason.FORBIDDEN_CHARACTER);
    }
    return value;
  }

  /** What could make two references look alike, or break a line of a log. */
  private static boolean isForbidden(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.PRIVATE_USE,
          Character.UNASSIGNED ->
          true;
      default -> false;
    };
  }
}
