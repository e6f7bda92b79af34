package io.palimpsest.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * An Elasticsearch server as a child process: one node, on loopback, without security, with a heap
 * of 512 MB.
 */
public final class EmbeddedElasticsearch implements AutoCloseable {
  private static final String NAME = "Elasticsearch";
  private static final Duration PATIENCE = Duration.ofSeconds(120);

  private final Path folder;
  private final Path software;
  private final int port;
  private final Account account;
  private final Spawner spawner;
  private final ProgressListener progress;
  private final ChildProcess child;

  EmbeddedElasticsearch(
      EmbeddedSettings settings, Account account, Spawner spawner, ProgressListener progress) {
    this.folder = settings.dataFolder().resolve("elasticsearch");
    this.software = settings.softwareFolder();
    this.port = settings.logPort();
    this.account = account;
    this.spawner = spawner;
    this.progress = progress;
    this.child = new ChildProcess(NAME, folder);
  }

  /**
   * Starts the server and returns when it takes writes; unpacks it before where that was not done.
   *
   * @throws StartFailed saying why not
   */
  public void start() {
    try {
      long from = System.nanoTime();
      account.prepare(folder);
      child.endOrphan();
      Ports.requireFree(port, NAME);
      Properties build = build();
      String version = build.getProperty("version");
      progress.progress(NAME, "unpacking");
      Path home =
          Unpacked.once(
              archive(build),
              "elasticsearch-" + version + "/",
              software.resolve("elasticsearch-" + version));
      configure(home);
      progress.progress(NAME, "starting on port " + port);
      Path java = Path.of(System.getProperty("java.home"));
      child.start(
          spawner,
          account.command(
              List.of(
                  "/bin/bash",
                  home.resolve("bin/elasticsearch").toString(),
                  "-Epath.data=" + folder.resolve("data")),
              List.of(home, folder, java)),
          Map.of(
              "ES_JAVA_HOME", java.toString(),
              "ES_PATH_CONF", folder.resolve("config").toString(),
              "ES_TMPDIR", folder.resolve("tmp").toString(),
              "ES_JAVA_OPTS", "",
              "CLI_JAVA_OPTS", "-Xmx64m -XX:+UseSerialGC -XX:TieredStopAtLevel=1",
              "HOME", folder.toString()));
      child.awaitReady(this::takesWrites, PATIENCE);
      progress.progress(NAME, "ready after %.1f s".formatted((System.nanoTime() - from) / 1e9));
    } catch (IOException e) {
      throw new StartFailed(NAME + " could not be started: " + e, e);
    }
  }

  /** Ends the server; {@link #start()} may follow. */
  public void stop() {
    child.stop();
  }

  /** Stops the server's work without ending it, as a machine that hangs. */
  public void pause() {
    child.signal("STOP");
  }

  /** Lets it go on after {@link #pause()}. */
  public void resume() {
    child.signal("CONT");
  }

  /** Process id of the running server's launcher. */
  public long pid() {
    return child.pid().orElseThrow();
  }

  public URI url() {
    return URI.create("http://127.0.0.1:" + port);
  }

  @Override
  public void close() {
    stop();
  }

  private void configure(Path home) throws IOException {
    Path config = folder.resolve("config");
    Files.createDirectories(config);
    Files.createDirectories(folder.resolve("data"));
    Files.createDirectories(folder.resolve("logs"));
    Unpacked.delete(folder.resolve("tmp"));
    Files.createDirectories(folder.resolve("tmp"));
    for (String each :
        List.of("log4j2.properties", "role_mapping.yml", "roles.yml", "users", "users_roles")) {
      Files.copy(
          home.resolve("config").resolve(each),
          config.resolve(each),
          StandardCopyOption.REPLACE_EXISTING);
    }
    Files.writeString(
        config.resolve("elasticsearch.yml"),
        """
        cluster.name: palimpsest
        node.name: embedded
        discovery.type: single-node
        network.host: 127.0.0.1
        http.port: %d
        transport.port: 0
        path.data: "%s"
        path.logs: "%s"
        xpack.security.enabled: false
        # A nearly full disk must not stop a first look.
        cluster.routing.allocation.disk.threshold_enabled: false
        """
            .formatted(port, folder.resolve("data"), folder.resolve("logs")));
    Files.writeString(
        config.resolve("jvm.options"),
        """
        -Xms512m
        -Xmx512m
        -XX:+UseSerialGC
        -XX:TieredStopAtLevel=1
        -XX:+ExitOnOutOfMemoryError
        -Djava.io.tmpdir=${ES_TMPDIR}
        """);
    account.giveAll(folder);
  }

  private boolean takesWrites() {
    try (HttpClient http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build()) {
      var request =
          HttpRequest.newBuilder(
                  url().resolve("/_cluster/health?wait_for_status=yellow&timeout=1s"))
              .timeout(Duration.ofSeconds(3))
              .build();
      return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static Properties build() throws IOException {
    Properties properties = new Properties();
    try (InputStream in =
        EmbeddedElasticsearch.class.getResourceAsStream("/elasticsearch.properties")) {
      properties.load(java.util.Objects.requireNonNull(in, "elasticsearch.properties"));
    }
    return properties;
  }

  private static Path archive(Properties build) {
    Path archive =
        Path.of(
            System.getProperty("palimpsest.elasticsearch.archive", build.getProperty("archive")));
    if (!Files.exists(archive)) {
      throw new StartFailed(
          NAME
              + "'s archive is not at "
              + archive
              + "; build again, or name it with -Dpalimpsest.elasticsearch.archive=FILE");
    }
    return archive;
  }
}
