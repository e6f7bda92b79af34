package io.palimpsest.policy.internal;

import io.palimpsest.policy.InvalidPolicy;
import io.palimpsest.policy.PolicyFault;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A file as it was found.
 *
 * @param name for messages
 */
public record Source(String name, String text) {

  static Source resource(String name) {
    try (InputStream in = Source.class.getResourceAsStream("/io/palimpsest/policy/" + name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is not in the library");
      }
      return new Source(
          name.substring(name.lastIndexOf('/') + 1),
          new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(name + " cannot be read", e);
    }
  }

  /** One file, or every {@code .yml} file of a folder by name. */
  static List<Source> at(Path path) throws IOException {
    if (!Files.isDirectory(path)) {
      return List.of(file(path));
    }
    try (Stream<Path> all = Files.list(path)) {
      List<Path> files =
          all.filter(each -> each.getFileName().toString().endsWith(".yml")).sorted().toList();
      List<Source> sources = new java.util.ArrayList<>();
      for (Path each : files) {
        sources.add(file(each));
      }
      return sources;
    }
  }

  static Source file(Path path) throws IOException {
    String name = path.getFileName().toString();
    try {
      return new Source(name, Files.readString(path));
    } catch (CharacterCodingException e) {
      throw new InvalidPolicy(List.of(new PolicyFault(name, 1, "", "the file is not UTF-8")));
    }
  }
}
