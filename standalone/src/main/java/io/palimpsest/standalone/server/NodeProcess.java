package io.palimpsest.standalone.server;

import io.palimpsest.embedded.StartFailed;
import io.palimpsest.embedded.SupervisedProcess;
import io.palimpsest.node.OcrNodeMain;
import io.palimpsest.node.client.NodePool;
import io.palimpsest.node.client.NodeState;
import io.palimpsest.ocr.Device;
import io.palimpsest.standalone.UserError;
import io.palimpsest.standalone.launch.Ports;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * An OCR node as a child process on loopback: what crashes there, in native code or for want of
 * memory, takes nothing else with it, and it is started again.
 */
final class NodeProcess implements AutoCloseable {
  /** Among the processes that {@code status} names. */
  static final String NAME = "ocr-node";

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final SupervisedProcess process;

  NodeProcess(Path folder, Path models, Device device, int port) {
    Path own = folder.toAbsolutePath();
    this.process = new SupervisedProcess(NAME, own, command(own, models, device, port));
  }

  /**
   * Starts it and returns when the pool has had its first answer.
   *
   * @throws UserError when it does not start, with what it said
   */
  void start(NodePool pool) {
    try {
      process.start(() -> pool.states().stream().anyMatch(NodeState::up), PATIENCE);
    } catch (StartFailed e) {
      String advice = String.valueOf(e.getMessage()).contains("cannot be had") ? Ports.ADVICE : "";
      throw new UserError(e.getMessage() + advice, e);
    }
  }

  void onRestart(LongConsumer listener) {
    process.onRestart(listener);
  }

  Optional<Long> pid() {
    return process.pid();
  }

  long restarts() {
    return process.restarts();
  }

  @Override
  public void close() {
    process.close();
  }

  private static List<String> command(Path folder, Path models, Device device, int port) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xms64m",
            "-Xmx1280m",
            "-XX:+UseG1GC",
            "-XX:MaxDirectMemorySize=256m",
            "-XX:+ExitOnOutOfMemoryError",
            // A dump of a crash would hold what was being read: only its last words are kept.
            "-XX:-CreateCoredumpOnCrash",
            "-XX:ErrorFile=/dev/null",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-Djava.awt.headless=true",
            "-Dlogback.configurationFile=logback-node.xml",
            "-Dpalimpsest.folder=" + folder,
            "-cp",
            System.getProperty("palimpsest.classpath", System.getProperty("java.class.path")),
            OcrNodeMain.class.getName(),
            "--port=" + port,
            "--device=" + device.name(),
            "--models=" + models));
    return command;
  }
}
