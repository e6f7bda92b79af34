package io.palimpsest.stores.internal.sql;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.palimpsest.platform.error.StoreUnavailable;
import io.palimpsest.stores.DatabaseSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class StoppedDatabaseTest {

  /** As a server does whose process is stopped: its system accepts, nobody answers. */
  @Test
  @Timeout(value = 1, unit = TimeUnit.MINUTES)
  void aServerThatAcceptsAndStaysSilentShouldBeGivenUpBeforeAnyMigration() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      DatabaseSettings settings =
          new DatabaseSettings(
              "jdbc:mysql://127.0.0.1:" + silent.getLocalPort() + "/stopped", "user", "password");

      assertThatExceptionOfType(StoreUnavailable.class)
          .isThrownBy(() -> Database.open("stopped", settings, "db/region", 1));
    }
  }
}
