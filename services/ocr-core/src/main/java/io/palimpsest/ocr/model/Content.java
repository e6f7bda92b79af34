package io.palimpsest.ocr.model;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What tells a file's bytes from all others.
 *
 * @param size bytes
 * @param sha256 64 lower-case hexadecimal digits
 */
record Content(long size, String sha256) {
  Content {
    if (size < 1) {
      throw new IllegalArgumentException("size: at least 1");
    }
    if (!sha256.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException("sha256: 64 lower-case hexadecimal digits are needed");
    }
  }

  /** Whether these are the bytes. */
  boolean isOf(byte[] bytes) {
    return bytes.length == size && sha256(bytes).equals(sha256);
  }

  static String sha256(byte[] bytes) {
    return HexFormat.of().formatHex(digest().digest(bytes));
  }

  static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
