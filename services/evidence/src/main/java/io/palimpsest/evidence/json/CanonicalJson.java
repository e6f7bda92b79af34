package io.palimpsest.evidence.json;

import io.palimpsest.evidence.error.EvidenceRefused.Malformed;
import io.palimpsest.evidence.internal.Strict;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The part of JSON that has one spelling without argument: objects, arrays, strings, booleans and
 * integers up to 2^53 - 1, written after RFC 8785 (keys sorted by UTF-16 code units, no blanks).
 * Fractions and {@code null} are left out: amounts are integers, and what is unknown is not there.
 *
 * <p>Values are {@code Map<String, ?>}, {@code List<?>}, {@link String}, {@link Boolean}, {@link
 * Long} and {@link Integer}; reading gives {@link Map}, {@link List}, {@link String}, {@link
 * Boolean} and {@link Long}.
 */
public final class CanonicalJson {
  /** The largest integer that every reader of JSON takes exactly. */
  public static final long MAX_INTEGER = (1L << 53) - 1;

  private CanonicalJson() {}

  /**
   * The bytes of a value, in UTF-8.
   *
   * @throws IllegalArgumentException for what has no canonical form here
   */
  public static byte[] write(Object value) {
    StringBuilder json = new StringBuilder();
    write(value, json);
    return json.toString().getBytes(StandardCharsets.UTF_8);
  }

  /**
   * The value that bytes stand for.
   *
   * @throws Malformed when they are not exactly what {@link #write} gives for some value
   */
  public static Object parse(byte[] json) {
    Object value = new JsonParser(Strict.utf8(json, "the JSON")).document();
    if (!Arrays.equals(write(value), json)) {
      throw new Malformed("JSON that is not in its canonical form");
    }
    return value;
  }

  /** Not by the absolute value: the smallest long has none. */
  static boolean isExact(long number) {
    return -MAX_INTEGER <= number && number <= MAX_INTEGER;
  }

  private static void write(Object value, StringBuilder json) {
    switch (value) {
      case Map<?, ?> map -> object(map, json);
      case List<?> list -> array(list, json);
      case String text -> string(text, json);
      case Boolean bool -> json.append(bool);
      case Integer number -> json.append(number);
      case Long number when isExact(number) -> json.append(number);
      default -> throw new IllegalArgumentException("no canonical JSON for " + value.getClass());
    }
  }

  private static void object(Map<?, ?> map, StringBuilder json) {
    TreeMap<String, Object> sorted = new TreeMap<>();
    map.forEach((key, value) -> sorted.put((String) key, value));
    char before = '{';
    for (Map.Entry<String, Object> member : sorted.entrySet()) {
      json.append(before);
      string(member.getKey(), json);
      json.append(':');
      write(member.getValue(), json);
      before = ',';
    }
    json.append(sorted.isEmpty() ? "{}" : "}");
  }

  private static void array(List<?> list, StringBuilder json) {
    char before = '[';
    for (Object item : list) {
      json.append(before);
      write(item, json);
      before = ',';
    }
    json.append(list.isEmpty() ? "[]" : "]");
  }

  private static void string(String text, StringBuilder json) {
    json.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isSurrogate(c)) {
        demandPair(text, i);
        json.append(c).append(text.charAt(++i));
      } else {
        character(c, json);
      }
    }
    json.append('"');
  }

  private static void demandPair(String text, int at) {
    if (at + 1 == text.length()
        || !Character.isSurrogatePair(text.charAt(at), text.charAt(at + 1))) {
      throw new IllegalArgumentException("half a character outside the basic plane");
    }
  }

  private static void character(char c, StringBuilder json) {
    switch (c) {
      case '"' -> json.append("\\\"");
      case '\\' -> json.append("\\\\");
      case '\b' -> json.append("\\b");
      case '\t' -> json.append("\\t");
      case '\n' -> json.append("\\n");
      case '\f' -> json.append("\\f");
      case '\r' -> json.append("\\r");
      default -> {
        if (c < ' ') {
          json.append(String.format("\\u%04x", (int) c));
        } else {
          json.append(c);
        }
      }
    }
  }
}
