package io.palimpsest.standalone.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.palimpsest.standalone.UserError;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParametersTest {
  @TempDir private Path folder;

  @Test
  void valuesShouldHaveTheTypeTheyLookLike() {
    Map<String, Object> parameters =
        Parameters.of(
            Optional.empty(),
            Optional.of("https://example.com/a.png"),
            List.of(
                "Scene=only_hw",
                "IsWords=true",
                "PdfPageNumber=2",
                "Config={\"a\":1}",
                "Empty=",
                "A=b=c"));

    assertThat(parameters)
        .containsEntry("ImageUrl", "https://example.com/a.png")
        .containsEntry("Scene", "only_hw")
        .containsEntry("IsWords", true)
        .containsEntry("PdfPageNumber", 2)
        .containsEntry("Config", Map.of("a", 1))
        .containsEntry("Empty", "")
        .containsEntry("A", "b=c");
  }

  @Test
  void pdfShouldBeSentAsOne() throws IOException {
    Path file =
        Files.write(folder.resolve("a b.bin"), "%PDF-1.7 …".getBytes(StandardCharsets.UTF_8));

    Map<String, Object> parameters = Parameters.of(Optional.of(file), Optional.empty(), List.of());

    assertThat(parameters).containsEntry("IsPdf", true).containsKey("ImageBase64");
  }

  @Test
  void missingFileShouldBeTheUsersToMend() {
    Path file = folder.resolve("missing.png");

    assertThatExceptionOfType(UserError.class)
        .isThrownBy(() -> Parameters.of(Optional.of(file), Optional.empty(), List.of()))
        .withMessageContaining("missing.png");
  }
}
