package io.palimpsest.stores;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SettingsTest {

  @Test
  void toStringShouldGiveNoSecretAway() {
    var database = new DatabaseSettings("jdbc:mysql://host/schema?password=hush", "user", "hush");
    var objects = new ObjectStoreSettings(URI.create("http://host"), "access", "hush");
    var log =
        new LogStoreSettings(
            URI.create("http://host"), Optional.of("ApiKey hush"), Path.of("spool"), 1 << 20);

    assertThat(database + " " + objects + " " + log).doesNotContain("hush");
  }

  @Test
  void otherDatabasesAndTinySpoolsShouldBeRefused() {
    assertThatThrownBy(() -> new DatabaseSettings("jdbc:postgresql://host/x", "user", ""))
        .hasMessageContaining("jdbc:mysql://");
    assertThatThrownBy(
            () ->
                new LogStoreSettings(
                    URI.create("http://host"), Optional.empty(), Path.of("spool"), 1000))
        .hasMessageContaining("spoolBytes");
  }
}
