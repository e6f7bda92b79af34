package io.palimpsest.platform.metering;

/** A statement that cannot be made; the message says why, in words for whoever asked. */
public abstract sealed class StatementRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private StatementRefused(String message) {
    super(message, null, false, false);
  }

  /** Of a month that has not begun. */
  public static final class NotBegun extends StatementRefused {
    private static final long serialVersionUID = 1L;

    NotBegun(String month) {
      super(month + " has not begun");
    }
  }

  /** Of a month whose records are erased, or some of them. */
  public static final class Gone extends StatementRefused {
    private static final long serialVersionUID = 1L;

    Gone(String month) {
      super("records of " + month + " are erased, for their period is over");
    }
  }

  /** In a region whose evidence log of the year was not begun: there is no key to sign with. */
  public static final class NoKey extends StatementRefused {
    private static final long serialVersionUID = 1L;

    NoKey(String region) {
      super("the evidence log of " + region + " has not begun, so there is no key to sign with");
    }
  }
}
