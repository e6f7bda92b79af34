package io.palimpsest.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** What may stand in no log file. */
final class Secrets {
  /** The receipt's sum, and not the seconds of some moment, such as 23:51:43.620. */
  static final Pattern TOTAL = Pattern.compile("(?<![0-9:])43[.]62(?![0-9])");

  private Secrets() {}

  /** Neither the keys in {@code credentials} nor what stands on the sample receipt. */
  static void assertNoneIn(Path logs, String credentials) throws IOException {
    JsonNode keys = new ObjectMapper().readTree(credentials);
    try (var files = Files.walk(logs)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(Files.readString(file))
            .as(file.toString())
            .doesNotContain(keys.path("secretKey").asText(), "BOOKSHOP")
            .doesNotContainPattern(TOTAL);
      }
    }
  }
}
