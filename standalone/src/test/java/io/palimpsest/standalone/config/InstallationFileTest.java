package io.palimpsest.standalone.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.palimpsest.embedded.StoreAddresses;
import io.palimpsest.standalone.UserError;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstallationFileTest {
  private static final Path EXAMPLE = Path.of("..", "deploy", "external.example.yml");

  @TempDir private Path folder;

  @Test
  void exampleShouldNameTwoRegionsAndAKeyBesideIt() {
    Installation installation = InstallationFile.read(EXAMPLE);

    assertThat(installation.regions())
        .extracting(region -> region.region().name())
        .containsExactly("ap-singapore", "eu-frankfurt");
    assertThat(installation.regions().getLast().zone()).isEqualTo(ZoneId.of("Europe/Berlin"));
    assertThat(installation.rootKeyFile())
        .isEqualTo(EXAMPLE.toAbsolutePath().resolveSibling("external.root.key").normalize());
    assertThat(installation.settings())
        .containsExactly(Map.entry("palimpsest.ocr.nodes", List.of("127.0.0.1:19190")));
  }

  @Test
  void exampleShouldNameThePortsOfCompose() throws IOException {
    String compose = Files.readString(Path.of("..", "docker-compose.yml"));

    Installation installation = InstallationFile.read(EXAMPLE);

    assertThat(installation.regions())
        .allSatisfy(
            region -> {
              assertThat(compose).contains("127.0.0.1:" + region.log().getPort() + ":9200");
              assertThat(compose)
                  .contains("127.0.0.1:" + region.objects().endpoint().getPort() + ":9000");
              assertThat(region.database().url()).contains("127.0.0.1:13306/palimpsest_");
            });
    assertThat(compose).contains("127.0.0.1:13306:3306", "127.0.0.1:19190:9090");
  }

  @Test
  void whatIsWrittenShouldBeReadTheSame() throws IOException {
    Installation embedded =
        EmbeddedInstallation.on(
            new StoreAddresses(
                "jdbc:mysql://127.0.0.1:1/",
                "user",
                "p: '\"#",
                URI.create("http://127.0.0.1:2"),
                "access",
                "secret",
                URI.create("http://127.0.0.1:3")),
            folder.resolve("root.key"),
            "deepseek-ocr",
            Optional.of(folder.resolve("policies")));
    Path file = folder.resolve("stores.yml");

    Files.writeString(file, InstallationFile.write(embedded));

    assertThat(InstallationFile.read(file)).isEqualTo(embedded);
  }

  @Test
  void settingsShouldBecomeDottedNames() throws IOException {
    Path file =
        changed("  ocr:\n    nodes: [127.0.0.1:19190]", "  api: {host: 0.0.0.0, call-timeout: 5s}");

    Installation installation = InstallationFile.read(file);

    assertThat(installation.settings())
        .containsEntry("palimpsest.api.host", "0.0.0.0")
        .containsEntry("palimpsest.api.call-timeout", "5s");
  }

  @Test
  void secretMayLieInAFileOfItsOwn() throws IOException {
    Files.writeString(folder.resolve("password"), "from the file\n");
    Path file = changed("password: palimpsest-local", "password-file: password");

    Installation installation = InstallationFile.read(file);

    assertThat(installation.control().password()).isEqualTo("from the file");
  }

  @Test
  void misspeltKeyShouldBeNamed() throws IOException {
    Path file = changed("time-zone: Europe/Berlin", "timezone: Europe/Berlin");

    assertThatExceptionOfType(UserError.class)
        .isThrownBy(() -> InstallationFile.read(file))
        .withMessageContaining(file.toString())
        .withMessageContaining("regions.eu-frankfurt.timezone");
  }

  @Test
  void wrongValuesShouldBeNamed() throws IOException {
    assertRefused("Europe/Berlin", "Europe/Nowhere", "regions.eu-frankfurt.time-zone");
    assertRefused("jdbc:mysql://127.0.0.1:13306/palimpsest_control", "postgres://x", "control.url");
    assertRefused("http://127.0.0.1:19200", "nonsense", "regions.ap-singapore.elasticsearch.url");
    assertRefused("root-key-file: external.root.key", "", "root-key-file");
  }

  private void assertRefused(String old, String other, String key) throws IOException {
    Path file = changed(old, other);

    assertThatExceptionOfType(UserError.class)
        .isThrownBy(() -> InstallationFile.read(file))
        .withMessageContaining(key);
  }

  private Path changed(String old, String other) throws IOException {
    String example = Files.readString(EXAMPLE);
    assertThat(example).contains(old);
    return Files.writeString(folder.resolve("changed.yml"), example.replace(old, other));
  }
}
