package io.palimpsest.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedStoresIT {
  private static final Path SOFTWARE = Path.of("target/software");

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path folder;

  private EmbeddedSettings settings;

  @BeforeEach
  void choosePorts() throws IOException {
    settings = EmbeddedSettings.onFreePorts(folder.resolve("a folder"), SOFTWARE);
  }

  @Test
  void allThreeShouldAnswerTellWhatTheyDoAndStop() {
    List<String> heard = Collections.synchronizedList(new ArrayList<>());

    try (EmbeddedStores stores =
        EmbeddedStores.start(settings, (store, doing) -> heard.add(store + " " + doing))) {
      assertThat(Ports.answers(settings.databasePort())).isTrue();
      assertThat(Ports.answers(settings.logPort())).isTrue();
      assertThat(Ports.answers(settings.objectPort())).isTrue();
      assertThat(stores.addresses().toString())
          .doesNotContain(stores.mariaDb().password())
          .doesNotContain(stores.s3().secretKey());
    }

    assertThat(Ports.answers(settings.databasePort())).isFalse();
    assertThat(Ports.answers(settings.logPort())).isFalse();
    assertThat(Ports.answers(settings.objectPort())).isFalse();
    assertThat(heard)
        .anyMatch(each -> each.startsWith("MariaDB ready after"))
        .anyMatch(each -> each.startsWith("Elasticsearch starting on port " + settings.logPort()))
        .anyMatch(each -> each.startsWith("S3 endpoint ready after"));
  }

  @Test
  void databaseShouldKeepItsDataAndItsPasswordOverARestart() throws SQLException {
    String password;
    try (EmbeddedStores stores = EmbeddedStores.prepare(settings, ProgressListener.none())) {
      stores.mariaDb().start();
      password = stores.mariaDb().password();
      try (Connection connection = connect(stores)) {
        connection.createStatement().execute("CREATE DATABASE palimpsest_kept");
      }
    }

    try (EmbeddedStores stores = EmbeddedStores.prepare(settings, ProgressListener.none())) {
      stores.mariaDb().start();

      assertThat(stores.mariaDb().password()).isEqualTo(password);
      try (Connection connection = connect(stores)) {
        connection.setCatalog("palimpsest_kept");
        assertThat(connection.getCatalog()).isEqualTo("palimpsest_kept");
      }
    }
  }

  @Test
  void databaseShouldLetNobodyInWithoutThePassword() {
    try (EmbeddedStores stores = EmbeddedStores.prepare(settings, ProgressListener.none())) {
      stores.mariaDb().start();
      String url = stores.mariaDb().server();

      assertThatThrownBy(() -> DriverManager.getConnection(url, "root", ""))
          .isInstanceOf(SQLException.class);
      assertThatThrownBy(() -> DriverManager.getConnection(url, "palimpsest", ""))
          .isInstanceOf(SQLException.class);
      assertThatThrownBy(() -> DriverManager.getConnection(url, "", ""))
          .isInstanceOf(SQLException.class);
    }
  }

  @Test
  void secretsShouldBeReadableByTheirOwnerOnly() throws IOException {
    try (EmbeddedStores stores = EmbeddedStores.prepare(settings, ProgressListener.none())) {
      stores.mariaDb().start();
      stores.s3().start();
    }

    for (String each : List.of("mariadb/password", "mariadb/accounts.sql", "objects/secret-key")) {
      assertThat(
              PosixFilePermissions.toString(
                  Files.getPosixFilePermissions(settings.dataFolder().resolve(each))))
          .as(each)
          .isEqualTo("rw-------");
    }
  }

  @Test
  void takenPortShouldBeNamed() throws IOException {
    try (ServerSocket _ =
            new ServerSocket(settings.databasePort(), 1, InetAddress.getLoopbackAddress());
        EmbeddedStores stores = EmbeddedStores.prepare(settings, ProgressListener.none())) {
      assertThatThrownBy(() -> stores.mariaDb().start())
          .isInstanceOf(StartFailed.class)
          .hasMessageContaining("port " + settings.databasePort())
          .hasMessageContaining("MariaDB")
          .hasMessageContaining("taken");
    }
  }

  @Test
  void secondUserOfTheFolderShouldBeRefused() {
    try (EmbeddedStores _ = EmbeddedStores.prepare(settings, ProgressListener.none())) {
      assertThatThrownBy(() -> EmbeddedStores.prepare(settings, ProgressListener.none()))
          .isInstanceOf(StartFailed.class)
          .hasMessageContaining("in use");
    }
  }

  @Test
  void childShouldDieWithAKilledParentAndTheNextStartRecover() throws Exception {
    Process holder = hold();
    long child = childOf(holder);

    holder.destroyForcibly().waitFor();

    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> ProcessHandle.of(child).filter(ProcessHandle::isAlive).isEmpty());
    try (EmbeddedStores stores = EmbeddedStores.prepare(settings, ProgressListener.none())) {
      stores.mariaDb().start();
      assertThat(stores.mariaDb().pid()).isNotEqualTo(child);
    }
  }

  @Test
  void orphanThatHangsShouldBeEndedByTheNextStart() throws Exception {
    Process holder = hold();
    long child = childOf(holder);
    new ProcessBuilder("kill", "-STOP", Long.toString(child))
        .start()
        .waitFor(); // deaf to the parent's death
    holder.destroyForcibly().waitFor();
    assertThat(ProcessHandle.of(child).orElseThrow().isAlive()).isTrue();

    try (EmbeddedStores stores = EmbeddedStores.prepare(settings, ProgressListener.none())) {
      stores.mariaDb().start();

      assertThat(ProcessHandle.of(child).filter(ProcessHandle::isAlive)).isEmpty();
    }
  }

  private Process hold() throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            MariaDbHolder.class.getName(),
            settings.dataFolder().toString(),
            settings.softwareFolder().toString(),
            Integer.toString(settings.databasePort()))
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static long childOf(Process holder) throws IOException {
    BufferedReader output = holder.inputReader();
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      if (line.matches("\\d+")) {
        return Long.parseLong(line);
      }
    }
    throw new IOException("the holder ended");
  }

  private static Connection connect(EmbeddedStores stores) throws SQLException {
    return DriverManager.getConnection(
        stores.mariaDb().server(), stores.mariaDb().user(), stores.mariaDb().password());
  }
}
