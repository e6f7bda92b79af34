package io.palimpsest.standalone.launch;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What is fetched or unpacked once and shared by all checkouts and data folders; may be deleted at
 * any time when nothing runs.
 *
 * @param root {@code palimpsest} in {@code XDG_CACHE_HOME}, else in {@code ~/.cache}
 * @param models the OCR models; {@code PALIMPSEST_MODELS} names another place
 */
public record CacheFolder(Path root, Path models) {

  public static CacheFolder of(Map<String, String> environment) {
    Path root =
        named(environment, "XDG_CACHE_HOME")
            .orElseGet(() -> Path.of(System.getProperty("user.home"), ".cache").toAbsolutePath())
            .resolve("palimpsest");
    return new CacheFolder(
        root, named(environment, "PALIMPSEST_MODELS").orElseGet(() -> root.resolve("models")));
  }

  /** The embedded servers' programs. */
  public Path software() {
    return root.resolve("software");
  }

  private static Optional<Path> named(Map<String, String> environment, String name) {
    return Optional.ofNullable(environment.get(name))
        .filter(text -> !text.isBlank())
        .map(text -> Path.of(text).toAbsolutePath());
  }
}
