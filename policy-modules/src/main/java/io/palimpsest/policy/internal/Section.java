package io.palimpsest.policy.internal;

import com.fasterxml.jackson.databind.JsonNode;
import io.palimpsest.policy.ClauseId;
import io.palimpsest.policy.Text;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** One section of a module's tree, read by name. The schema has seen to it that all is there. */
record Section(JsonNode node) {

  String string(String name) {
    return node.get(name).textValue();
  }

  int number(String name) {
    return node.get(name).intValue();
  }

  boolean flag(String name) {
    return node.path(name).booleanValue();
  }

  Text text(String name) {
    return section(name).asText();
  }

  LocalDate day(String name) {
    return LocalDate.parse(string(name));
  }

  Period period(String name) {
    return Period.parse(string(name));
  }

  <E extends Enum<E>> E constant(String name, Class<E> type) {
    return constantOf(string(name), type);
  }

  <E extends Enum<E>> Optional<E> optionalConstant(String name, Class<E> type) {
    return optional(name).map(value -> constantOf(value.textValue(), type));
  }

  Optional<JsonNode> optional(String name) {
    return Optional.ofNullable(node.get(name));
  }

  Section section(String name) {
    return new Section(node.get(name));
  }

  <T> List<T> list(String name, Function<JsonNode, T> read) {
    List<T> list = new ArrayList<>();
    node.path(name).forEach(each -> list.add(read.apply(each)));
    return list;
  }

  List<String> strings(String name) {
    return list(name, JsonNode::textValue);
  }

  <T> Map<String, T> map(String name, Function<Section, T> read) {
    Map<String, T> map = new LinkedHashMap<>();
    node.path(name)
        .properties()
        .forEach(each -> map.put(each.getKey(), read.apply(new Section(each.getValue()))));
    return map;
  }

  List<ClauseId> clauses() {
    return list("clauses", each -> new ClauseId(each.textValue()));
  }

  private Text asText() {
    return new Text(string("en"), string("zh"));
  }

  private static <E extends Enum<E>> E constantOf(String value, Class<E> type) {
    return Enum.valueOf(type, value.toUpperCase(Locale.ROOT).replace('-', '_'));
  }
}
