package io.palimpsest.evidence.json;

import io.palimpsest.evidence.error.EvidenceRefused.Malformed;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the subset that {@link CanonicalJson} writes. Blanks, fractions, {@code null} and doubled
 * keys are refused here; whether all else was in its canonical spelling is told by writing it
 * again.
 */
final class JsonParser {
  private static final int MAX_DEPTH = 32;

  private final String json;
  private int at;
  private int depth;

  JsonParser(String json) {
    this.json = json;
  }

  Object document() {
    Object value = value();
    if (at != json.length()) {
      throw malformed();
    }
    return value;
  }

  private Object value() {
    return switch (peek()) {
      case '{' -> object();
      case '[' -> array();
      case '"' -> string();
      case 't' -> word("true", true);
      case 'f' -> word("false", false);
      default -> integer();
    };
  }

  private Map<String, Object> object() {
    enter();
    Map<String, Object> members = new LinkedHashMap<>();
    if (!take('}')) {
      do {
        String key = string();
        expect(':');
        if (members.put(key, value()) != null) {
          throw malformed();
        }
      } while (take(','));
      expect('}');
    }
    depth--;
    return members;
  }

  private List<Object> array() {
    enter();
    List<Object> items = new ArrayList<>();
    if (!take(']')) {
      do {
        items.add(value());
      } while (take(','));
      expect(']');
    }
    depth--;
    return items;
  }

  private void enter() {
    at++;
    if (++depth > MAX_DEPTH) {
      throw new Malformed("JSON nested deeper than " + MAX_DEPTH);
    }
  }

  private String string() {
    expect('"');
    StringBuilder text = new StringBuilder();
    while (!take('"')) {
      char c = next();
      text.append(c == '\\' ? escaped(next()) : c);
    }
    return text.toString();
  }

  private char escaped(char c) {
    return switch (c) {
      case '"', '\\' -> c;
      case 'b' -> '\b';
      case 't' -> '\t';
      case 'n' -> '\n';
      case 'f' -> '\f';
      case 'r' -> '\r';
      case 'u' -> unicode();
      default -> throw malformed();
    };
  }

  private char unicode() {
    int code = 0;
    for (int i = 0; i < 4; i++) {
      int digit = Character.digit(next(), 16);
      if (digit < 0) {
        throw malformed();
      }
      code = code << 4 | digit;
    }
    // All others have a shorter spelling; half a pair written so could never be written back.
    if (code >= ' ') {
      throw malformed();
    }
    return (char) code;
  }

  private Long integer() {
    int from = at;
    take('-');
    while (at < json.length() && json.charAt(at) >= '0' && json.charAt(at) <= '9') {
      at++;
    }
    try {
      long number = Long.parseLong(json, from, at, 10);
      if (CanonicalJson.isExact(number)) {
        return number;
      }
    } catch (NumberFormatException e) {
      // told below
    }
    throw malformed();
  }

  private Object word(String word, Object value) {
    if (!json.startsWith(word, at)) {
      throw malformed();
    }
    at += word.length();
    return value;
  }

  private char peek() {
    if (at == json.length()) {
      throw malformed();
    }
    return json.charAt(at);
  }

  private char next() {
    char c = peek();
    at++;
    return c;
  }

  private boolean take(char c) {
    if (follows(c)) {
      at++;
      return true;
    }
    return false;
  }

  private boolean follows(char c) {
    return at < json.length() && json.charAt(at) == c;
  }

  private void expect(char c) {
    if (!take(c)) {
      throw malformed();
    }
  }

  private Malformed malformed() {
    return new Malformed("not canonical JSON at character " + at);
  }
}
