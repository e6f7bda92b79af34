package io.palimpsest.platform.receipts;

import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes maps, lists, texts, whole numbers and booleans as canonical JSON (RFC 8785): one document
 * has one sequence of bytes. Fractions and nulls are not needed here, and refused.
 */
public final class CanonicalJson {
  private CanonicalJson() {}

  /** The bytes, UTF-8. */
  public static byte[] bytes(Map<String, ?> document) {
    StringBuilder text = new StringBuilder();
    write(document, text);
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void write(Object value, StringBuilder out) {
    switch (value) {
      case Map<?, ?> map -> object(map, out);
      case List<?> list -> array(list, out);
      case String text -> string(text, out);
      case Boolean flag -> out.append(flag.booleanValue());
      case Integer number -> out.append(number.intValue());
      case Long number when Math.abs(number) < 1L << 53 -> out.append(number.longValue());
      default -> throw new IllegalArgumentException("not for a receipt: " + value.getClass());
    }
  }

  private static void object(Map<?, ?> map, StringBuilder out) {
    TreeMap<String, Object> sorted = new TreeMap<>(); // by UTF-16 code units, as section 3.2.3 asks
    map.forEach((key, value) -> sorted.put((String) key, value));
    out.append('{');
    for (Iterator<Map.Entry<String, Object>> each = sorted.entrySet().iterator();
        each.hasNext(); ) {
      Map.Entry<String, Object> entry = each.next();
      string(entry.getKey(), out);
      out.append(':');
      write(entry.getValue(), out);
      out.append(each.hasNext() ? "," : "");
    }
    out.append('}');
  }

  private static void array(List<?> list, StringBuilder out) {
    out.append('[');
    for (Iterator<?> each = list.iterator(); each.hasNext(); ) {
      write(each.next(), out);
      out.append(each.hasNext() ? "," : "");
    }
    out.append(']');
  }

  private static void string(String text, StringBuilder out) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\b' -> out.append("\\b");
        case '\f' -> out.append("\\f");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          if (c < ' ') {
            out.append(String.format("\\u%04x", (int) c));
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }
}
