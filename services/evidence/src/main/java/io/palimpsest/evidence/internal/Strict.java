package io.palimpsest.evidence.internal;

import io.palimpsest.evidence.error.EvidenceRefused.Malformed;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * Texts that have one spelling only. What the JDK's parsers would forgive (missing padding, stray
 * bits, plus signs, other digits) is {@link Malformed} here, or one leaf would have many proofs.
 */
public final class Strict {
  private static final Pattern DECIMAL = Pattern.compile("0|[1-9][0-9]{0,18}");

  private Strict() {}

  /** Standard Base64 with its padding. */
  public static byte[] base64(String text, String what) {
    try {
      byte[] bytes = Base64.getDecoder().decode(text);
      if (Base64.getEncoder().encodeToString(bytes).equals(text)) {
        return bytes;
      }
    } catch (IllegalArgumentException e) {
      // told below
    }
    throw new Malformed(what + " is not canonical Base64");
  }

  /** A number from 0 to {@code max}, without sign, leading zero or blank. */
  public static long decimal(String text, long max, String what) {
    if (DECIMAL.matcher(text).matches()) {
      try {
        long value = Long.parseLong(text);
        if (value <= max) {
          return value;
        }
      } catch (NumberFormatException e) {
        // 19 digits may be more than a long holds: told below
      }
      throw new Malformed(what + " is larger than " + max);
    }
    throw new Malformed(what + " is not a canonical decimal number");
  }

  /** UTF-8 without a malformed sequence. */
  public static String utf8(byte[] bytes, String what) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new Malformed(what + " is not UTF-8");
    }
  }
}
