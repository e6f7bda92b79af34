package io.palimpsest.gateway.reference;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/**
 * One error code of the API, read from {@code error-codes.tsv}.
 *
 * @param served whether we ever answer it
 * @param text when we do, or why we do not
 */
record CodeEntry(String code, boolean served, String text) {

  static List<CodeEntry> load() {
    try (InputStream stream =
        Objects.requireNonNull(CodeEntry.class.getResourceAsStream("error-codes.tsv"))) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#") && !line.isBlank())
          .map(line -> line.split("\t", -1))
          .map(columns -> new CodeEntry(columns[0], columns[1].equals("served"), columns[2]))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("error-codes.tsv cannot be read", e);
    }
  }
}
