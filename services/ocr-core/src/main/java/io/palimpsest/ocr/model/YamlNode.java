package io.palimpsest.ocr.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A part of a YAML document. Everything wrong with it is told by its path.
 *
 * @param path that leads to it
 */
record YamlNode(String path, @Nullable Object value) {

  /** The child that must be there. */
  YamlNode at(String key) {
    return find(key)
        .orElseThrow(() -> new IllegalArgumentException(path + "." + key + ": is missing"));
  }

  /** The child that may be there. */
  Optional<YamlNode> find(String key) {
    return value instanceof Map<?, ?> map
        ? Optional.ofNullable(map.get(key)).map(child -> new YamlNode(path + "." + key, child))
        : Optional.empty();
  }

  List<YamlNode> items() {
    return ((List<?>) as(List.class, "a list"))
        .stream().map(item -> new YamlNode(path, item)).toList();
  }

  /** The items of a child that may be missing. */
  List<YamlNode> items(String key) {
    return find(key).map(YamlNode::items).orElse(List.of());
  }

  String text() {
    return as(String.class, "text");
  }

  int integer() {
    return as(Integer.class, "a whole number");
  }

  double number() {
    return as(Number.class, "a number").doubleValue();
  }

  boolean flag() {
    return as(Boolean.class, "true or false");
  }

  private <T> T as(Class<T> type, String wanted) {
    if (!type.isInstance(value)) {
      throw new IllegalArgumentException(path + ": " + wanted + " is needed");
    }
    return type.cast(value);
  }
}
