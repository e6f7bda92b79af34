package io.palimpsest.evidence.statement;

import io.palimpsest.evidence.error.EvidenceRefused.Malformed;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The members of one JSON object that was read; whatever is not there or otherwise is refused. */
record Members(Map<String, ?> json) {

  boolean has(String name) {
    return json.containsKey(name);
  }

  Set<String> names() {
    return json.keySet();
  }

  String text(String name) {
    if (json.get(name) instanceof String text) {
      return text;
    }
    throw without(name);
  }

  long number(String name) {
    if (json.get(name) instanceof Long number && number >= 0) {
      return number;
    }
    throw without(name);
  }

  long money(String name) {
    return Money.parse(text(name));
  }

  Members members(String name) {
    return of(json.get(name), name);
  }

  List<Members> all(String name) {
    return list(name).stream().map(each -> of(each, name)).toList();
  }

  List<String> texts(String name) {
    List<String> texts = new ArrayList<>();
    for (Object each : list(name)) {
      if (!(each instanceof String text)) {
        throw without(name);
      }
      texts.add(text);
    }
    return texts;
  }

  private List<?> list(String name) {
    if (json.get(name) instanceof List<?> list) {
      return list;
    }
    throw without(name);
  }

  private static Members of(@Nullable Object value, String name) {
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> members = new LinkedHashMap<>();
      map.forEach((key, each) -> members.put((String) key, each));
      return new Members(members);
    }
    throw without(name);
  }

  private static Malformed without(String name) {
    return new Malformed("a statement without its " + name);
  }
}
