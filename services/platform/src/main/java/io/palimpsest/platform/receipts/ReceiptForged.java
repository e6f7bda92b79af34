package io.palimpsest.platform.receipts;

/** A receipt is not what its key signed. */
public final class ReceiptForged extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ReceiptForged(String message) {
    super(message);
  }

  ReceiptForged(String message, Throwable cause) {
    super(message, cause);
  }
}
