package io.palimpsest.gateway.actions;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/**
 * A name from the original's surface, read from {@code actions.tsv}.
 *
 * @param perSecond calls a second that the original publishes, or {@code -}
 * @param edition where the name is known from: {@code both}, {@code frozen} (older mainland SDKs
 *     only), {@code new} (newest only), {@code intl} (international edition only), {@code old} (in
 *     no current SDK)
 * @param purpose what the original does
 * @param reason why it is not served; empty for a served action
 */
public record KnownAction(
    String name, String perSecond, String edition, String purpose, String reason) {

  static List<KnownAction> load() {
    try (InputStream stream =
        Objects.requireNonNull(KnownAction.class.getResourceAsStream("actions.tsv"))) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#") && !line.isBlank())
          .map(KnownAction::parse)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("actions.tsv cannot be read", e);
    }
  }

  private static KnownAction parse(String line) {
    String[] columns = line.split("\t", -1);
    if (columns.length != 5) {
      throw new IllegalStateException("five columns wanted: " + line);
    }
    return new KnownAction(columns[0], columns[1], columns[2], columns[3], columns[4]);
  }
}
