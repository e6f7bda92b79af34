package io.palimpsest.standalone.proof;

import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A forked {@link ProofServer} that can be killed and started again. */
final class ServerProcess implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final ProofSettings settings;
  private final List<String> arguments;
  private Process process;
  private URI endpoint = URI.create("http://127.0.0.1:1");

  private ServerProcess(ProofSettings settings, List<String> arguments) throws IOException {
    this.settings = settings;
    this.arguments = arguments;
    this.process = fork();
  }

  /** Starts a server whose engine is a {@link StubReader}. */
  static ServerProcess start(ProofSettings settings) throws IOException {
    return start(settings, List.of());
  }

  /** Starts a server with further arguments for {@link ProofServer}. */
  static ServerProcess start(ProofSettings settings, List<String> arguments) throws IOException {
    ServerProcess server = new ServerProcess(settings, arguments);
    server.awaitReady();
    return server;
  }

  URI endpoint() {
    return endpoint;
  }

  /** {@code kill -9}: no shutdown hook, no buffer written, no connection closed in order. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      throw new IllegalStateException("the server outlived kill -9");
    }
  }

  void restart() throws IOException {
    process = fork();
    awaitReady();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  private void awaitReady() throws IOException {
    await("the server's start, see " + log(settings))
        .atMost(PATIENCE)
        .failFast("the server ended, see " + log(settings), () -> !process.isAlive())
        .until(() -> Files.exists(settings.ready()));
    endpoint = URI.create("http://127.0.0.1:" + Files.readString(settings.ready()));
  }

  private Process fork() throws IOException {
    Files.deleteIfExists(settings.ready());
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-XX:+UseSerialGC",
                // Starts fast rather than runs fast: the matrix starts it a dozen times.
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                ProofServer.class.getName(),
                settings.folder().toString()));
    command.addAll(arguments);
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log(settings)))
        .start();
  }

  private static File log(ProofSettings settings) {
    return settings.folder().resolve("server.log").toFile();
  }
}
