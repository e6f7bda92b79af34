package io.palimpsest.node;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A node in a process of its own, with the real engine, as an operator runs it. */
final class NodeProgram implements AutoCloseable {
  private final Path folder;
  private final int port;
  private final Process process;

  private NodeProgram(Path folder, int port, Process process) {
    this.folder = folder;
    this.port = port;
    this.process = process;
  }

  /** Starts one whose folder, and whose folder for temporary files, is {@code folder}. */
  static NodeProgram start(Path folder, String... flags) throws IOException {
    Files.createDirectories(folder);
    int port = freePort();
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Djava.awt.headless=true",
                "-Djava.io.tmpdir=" + folder,
                "-Dlogback.configurationFile=logback-node.xml",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                OcrNodeMain.class.getName(),
                "--port=" + port));
    command.addAll(List.of(flags));
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("output").toFile())
            .start();
    return new NodeProgram(folder, port, process);
  }

  int port() {
    return port;
  }

  Process process() {
    return process;
  }

  String output() throws IOException {
    return Files.readString(folder.resolve("output"));
  }

  /** {@code kill -9}. */
  void kill() {
    process.destroyForcibly();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
