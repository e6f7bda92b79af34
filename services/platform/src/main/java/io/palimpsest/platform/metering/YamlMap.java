package io.palimpsest.platform.metering;

import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * A mapping of a small YAML file, read strictly: what is missing, of another type or unknown is an
 * {@link IllegalArgumentException} that names the file and the place.
 *
 * @param place such as {@code price-list.yml: standard[2]}
 */
record YamlMap(String place, Map<?, ?> values) {

  static YamlMap read(String name, InputStream yaml) {
    LoaderOptions options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    try {
      return of(name, new Yaml(new SafeConstructor(options)).load(yaml));
    } catch (YAMLException e) {
      throw new IllegalArgumentException(name + ": " + e.getMessage(), e);
    }
  }

  void only(String... known) {
    for (Object key : values.keySet()) {
      if (!Arrays.asList(known).contains(key)) {
        throw fault(String.valueOf(key), "is not known; known are " + String.join(", ", known));
      }
    }
  }

  boolean has(String key) {
    return values.containsKey(key);
  }

  Set<String> keys() {
    return values.keySet().stream()
        .map(String::valueOf)
        .collect(java.util.stream.Collectors.toSet());
  }

  String text(String key) {
    if (values.get(key) instanceof String text && !text.isBlank()) {
      return text;
    }
    throw fault(key, "must be text");
  }

  long number(String key) {
    if (values.get(key) instanceof Number number
        && number.longValue() >= 0
        && !(number instanceof Double)) {
      return number.longValue();
    }
    throw fault(key, "must be a whole number, not negative");
  }

  YamlMap map(String key) {
    return of(place + ": " + key, values.get(key));
  }

  List<YamlMap> maps(String key) {
    List<?> list = list(key);
    return IntStream.range(0, list.size())
        .mapToObj(i -> of(place + ": " + key + "[" + i + "]", list.get(i)))
        .toList();
  }

  List<String> texts(String key) {
    List<?> list = list(key);
    if (!list.stream().allMatch(String.class::isInstance)) {
      throw fault(key, "must be a list of texts");
    }
    return list.stream().map(String.class::cast).toList();
  }

  IllegalArgumentException fault(String key, String what) {
    return new IllegalArgumentException(place + ": " + key + " " + what);
  }

  private List<?> list(String key) {
    if (values.get(key) instanceof List<?> list && !list.isEmpty()) {
      return list;
    }
    throw fault(key, "must be a list with at least one entry");
  }

  private static YamlMap of(String place, @Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      return new YamlMap(place, map);
    }
    throw new IllegalArgumentException(place + " must be a mapping");
  }
}
