package io.palimpsest.gateway.protocol;

import io.palimpsest.platform.error.CallFailure;
import io.palimpsest.platform.error.ErrorCode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads {@code application/x-www-form-urlencoded} text: {@code +} is a space, UTF-8, every name at
 * most once.
 */
public final class Form {
  private static final int MOST_PARAMETERS = 1000;

  private Form() {}

  /**
   * Decodes a query or a form body.
   *
   * @throws CallFailure {@code InvalidParameter} for a broken escape, a name that comes twice, or
   *     far too many names
   */
  public static Map<String, String> decode(String text) {
    Map<String, String> parameters = new LinkedHashMap<>();
    int from = 0;
    while (from < text.length()) {
      int end = text.indexOf('&', from);
      end = end < 0 ? text.length() : end;
      if (end > from) {
        add(parameters, text, from, end);
      }
      from = end + 1;
    }
    return parameters;
  }

  private static void add(Map<String, String> parameters, String text, int from, int end) {
    int equals = text.indexOf('=', from);
    boolean bare = equals < 0 || equals >= end;
    String name = unescape(text.substring(from, bare ? end : equals));
    String value = bare ? "" : unescape(text.substring(equals + 1, end));
    if (parameters.put(name, value) != null) {
      throw new CallFailure(ErrorCode.INVALID_PARAMETER, "a parameter is given twice");
    }
    if (parameters.size() > MOST_PARAMETERS) {
      throw new CallFailure(
          ErrorCode.INVALID_PARAMETER, "there are more than " + MOST_PARAMETERS + " parameters");
    }
  }

  private static String unescape(String text) {
    if (text.indexOf('%') < 0 && text.indexOf('+') < 0) {
      return text; // a large value that needs no decoding is not copied once more
    }
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new CallFailure(
          ErrorCode.INVALID_PARAMETER, "a parameter is not well-formed percent-encoding");
    }
  }
}
