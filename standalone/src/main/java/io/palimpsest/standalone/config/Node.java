package io.palimpsest.standalone.config;

import io.palimpsest.standalone.UserError;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A mapping in a configuration file. What is missing, wrong or unknown is a {@link UserError} that
 * names file and key.
 *
 * @param file for messages, and where relative paths begin
 * @param path keys from the root, dotted; empty at the root
 */
record Node(Path file, String path, Map<String, Object> values) {

  static Node root(Path file, Object yaml) {
    return of(file, "", yaml);
  }

  private static Node of(Path file, String path, Object yaml) {
    if (!(yaml instanceof Map<?, ?> map)) {
      throw new UserError(
          file
              + ": "
              + (path.isEmpty() ? "the file" : path)
              + " must be a mapping of names to values");
    }
    Map<String, Object> values = new LinkedHashMap<>();
    map.forEach((key, value) -> values.put(String.valueOf(key), value));
    return new Node(file, path, values);
  }

  /** Refuses keys that mean nothing here: most are misspelt. */
  Node only(String... known) {
    for (String key : values.keySet()) {
      if (!Set.of(known).contains(key)) {
        throw new UserError(
            file + ": " + at(key) + " is not known here; there are " + String.join(", ", known));
      }
    }
    return this;
  }

  Node node(String key) {
    return of(file, at(key), required(key));
  }

  List<String> keys() {
    return List.copyOf(values.keySet());
  }

  String text(String key) {
    return required(key).toString();
  }

  Optional<String> optionalText(String key) {
    return Optional.ofNullable(values.get(key)).map(Object::toString);
  }

  URI uri(String key) {
    try {
      URI uri = URI.create(text(key));
      if (uri.getHost() != null && uri.getScheme() != null) {
        return uri;
      }
    } catch (IllegalArgumentException e) {
      // told below
    }
    throw new UserError(
        file + ": " + at(key) + " must be an address such as http://127.0.0.1:9000");
  }

  /** A path; relative ones begin where the file lies. */
  Path path(String key) {
    return file.toAbsolutePath().resolveSibling(text(key)).normalize();
  }

  /** A secret that stands in the file, or in a file of its own that {@code KEY-file} names. */
  Optional<String> secret(String key) {
    Optional<String> here = optionalText(key);
    if (here.isPresent() || !values.containsKey(key + "-file")) {
      return here;
    }
    Path own = path(key + "-file");
    try {
      return Optional.of(Files.readString(own).strip());
    } catch (IOException e) {
      throw new UserError(file + ": " + at(key + "-file") + ": " + own + " cannot be read", e);
    }
  }

  String requiredSecret(String key) {
    return secret(key)
        .orElseThrow(
            () -> new UserError(file + ": " + at(key) + " (or " + key + "-file) is missing"));
  }

  UserError wrong(String key, String why) {
    return new UserError(file + ": " + at(key) + ": " + why);
  }

  private Object required(String key) {
    Object value = values.get(key);
    if (value == null) {
      throw new UserError(file + ": " + at(key) + " is missing");
    }
    return value;
  }

  private String at(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }
}
