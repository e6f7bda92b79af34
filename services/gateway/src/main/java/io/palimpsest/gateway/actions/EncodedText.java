package io.palimpsest.gateway.actions;

import io.palimpsest.platform.error.CallFailure;
import io.palimpsest.platform.error.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A Base64 text where it lies in a request, not copied. A {@code data:} prefix and white space are
 * passed over; anything else outside the standard alphabet is refused.
 */
public final class EncodedText {
  private static final byte[] DIGITS = digits();
  private static final int SKIP = -2;

  private final byte[] bytes;
  private final int from;
  private final int to;
  private final boolean json;

  /**
   * @param bytes ASCII; shared
   * @param from first byte of the text
   * @param to after its last byte
   * @param json whether JSON escapes stand in it
   */
  public EncodedText(byte[] bytes, int from, int to, boolean json) {
    this.bytes = bytes;
    this.from = from;
    this.to = to;
    this.json = json;
  }

  /** A decoded parameter's value. */
  public static EncodedText of(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return new EncodedText(bytes, 0, bytes.length, false);
  }

  /** How many bytes of the request it takes. */
  public int length() {
    return to - from;
  }

  /**
   * Decodes.
   *
   * @param limit most Base64 characters that are taken, prefix and white space aside
   * @throws CallFailure {@code LimitExceeded.TooLargeFileError} over the limit, {@code
   *     InvalidParameterValue} for garbage
   */
  public byte[] decode(long limit) {
    int start = afterPrefix();
    byte[] decoded = new byte[(int) Math.min((to - start) / 4 * 3L + 3, limit / 4 * 3 + 3)];
    int size = 0;
    int count = 0; // Base64 characters seen, padding included
    int padding = 0;
    int bits = 0;
    for (int at = start; at < to; at++) {
      int digit = DIGITS[bytes[at] & 0xff];
      if (digit < 0) {
        int c = bytes[at];
        if (json && c == '\\') {
          int escaped = unescape(at);
          at += escaped >>> 8;
          c = escaped & 0xff;
          digit = c >= 0x80 ? -1 : DIGITS[c];
        }
        if (digit == SKIP) {
          continue;
        }
        if (c == '=') {
          padding++;
          count++;
          continue;
        }
      }
      if (digit < 0 || padding > 0) {
        throw garbage();
      }
      if (++count > limit) {
        throw new CallFailure(
            ErrorCode.FILE_TOO_LARGE, "the image is larger than " + limit + " bytes of Base64");
      }
      bits = bits << 6 | digit;
      if ((count & 3) == 0) {
        decoded[size++] = (byte) (bits >> 16);
        decoded[size++] = (byte) (bits >> 8);
        decoded[size++] = (byte) bits;
      }
    }
    return end(decoded, size, count - padding, padding, bits);
  }

  /** The last, incomplete group. Missing padding is forgiven, a lone character is not. */
  private static byte[] end(byte[] decoded, int size, int digits, int padding, int bits) {
    int left = digits & 3;
    if (left == 1 || padding > 2 || padding > 0 && (digits + padding & 3) != 0) {
      throw garbage();
    }
    if (left == 2) {
      decoded[size++] = (byte) (bits >> 4);
    } else if (left == 3) {
      decoded[size++] = (byte) (bits >> 10);
      decoded[size++] = (byte) (bits >> 2);
    }
    return size == decoded.length ? decoded : Arrays.copyOf(decoded, size);
  }

  /** {@code data:image/png;base64,} is what browsers put before the text. */
  private int afterPrefix() {
    int start = from;
    if (to - from > 5
        && new String(bytes, from, 5, StandardCharsets.ISO_8859_1).equalsIgnoreCase("data:")) {
      int end = Math.min(to, from + 256);
      while (start < end && bytes[start] != ',') {
        start++;
      }
      if (start == end) {
        throw garbage();
      }
      start++;
    }
    return start;
  }

  /**
   * Further bytes that the escape takes, times 256, and the character it stands for (255 for any
   * that is not ours).
   */
  private int unescape(int at) {
    int next = at + 1 < to ? bytes[at + 1] : 0;
    return switch (next) {
      case 'n' -> 1 << 8 | '\n';
      case 'r' -> 1 << 8 | '\r';
      case 't' -> 1 << 8 | '\t';
      case '/' -> 1 << 8 | '/';
      case 'u' -> 5 << 8 | hex(at + 2);
      default -> 1 << 8 | 0xff;
    };
  }

  private int hex(int at) {
    int value = 0;
    for (int i = at; i < at + 4; i++) {
      int digit = i < to ? Character.digit(bytes[i], 16) : -1;
      if (digit < 0) {
        return 0xff;
      }
      value = value << 4 | digit;
    }
    return value < 0x80 ? value : 0xff;
  }

  private static CallFailure garbage() {
    return new CallFailure(ErrorCode.INVALID_PARAMETER_VALUE, "ImageBase64 is not Base64");
  }

  private static byte[] digits() {
    byte[] digits = new byte[256];
    Arrays.fill(digits, (byte) -1);
    String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (int i = 0; i < alphabet.length(); i++) {
      digits[alphabet.charAt(i)] = (byte) i;
    }
    for (char space : " \t\r\n".toCharArray()) {
      digits[space] = SKIP;
    }
    return digits;
  }
}
