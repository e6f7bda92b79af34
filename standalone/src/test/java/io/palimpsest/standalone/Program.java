package io.palimpsest.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.palimpsest.standalone.cli.PalimpsestCommand;
import io.palimpsest.standalone.launch.RunState;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;

/** The program under test, and the process it runs in. */
final class Program {
  private Program() {}

  /**
   * Starts it as the script does, but on the class path of this test.
   *
   * @param printed takes what it prints
   */
  static Process start(Path printed, String... arguments) throws IOException {
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Xmx1g",
                "-Dpalimpsest.classpath=" + classPath,
                "-cp",
                classPath,
                Main.class.getName()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(printed.toFile())
        .start();
  }

  /** How a command ended, and what it printed. */
  record Result(int code, String out, String err) {
    boolean ok() {
      return code == 0;
    }
  }

  /** Runs a command in this process. */
  static Result run(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine line = PalimpsestCommand.commandLine();
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    int code = line.execute(arguments);
    return new Result(code, out.toString(), err.toString());
  }

  /** {@code kill -9}: the children must go by themselves. */
  static void kill(RunState state) throws InterruptedException {
    ProcessHandle.of(state.pid()).orElseThrow().destroyForcibly();
    awaitGone(state);
  }

  static void awaitGone(RunState state) throws InterruptedException {
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                state.processes().values().stream()
                    .noneMatch(
                        pid -> ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false)));
  }

  static int sevenPortsInARow() throws IOException {
    for (int first = 21_000; first < 31_000; first += 7) {
      if (allFree(first)) {
        return first;
      }
    }
    throw new IOException("no seven free ports in a row");
  }

  private static boolean allFree(int first) {
    for (int port = first; port < first + 7; port++) {
      try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        assertThat(socket.isBound()).isTrue();
      } catch (IOException e) {
        return false;
      }
    }
    return true;
  }
}
