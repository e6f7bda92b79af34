package io.palimpsest.standalone.launch;

import io.palimpsest.standalone.UserError;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Starts this program once more, in the background, and shows what it says until it is ready. */
public final class Detached {
  private static final Path SETSID = Path.of("/usr/bin/setsid");

  private final DataFolder folder;
  private final PrintWriter out;
  private long shown;

  public Detached(DataFolder folder, PrintWriter out) {
    this.folder = folder;
    this.out = out;
  }

  /**
   * Returns when the other process is ready, or has ended. An end of this process meanwhile ends
   * the other one too.
   *
   * @return whether it is ready
   */
  public boolean start(List<String> arguments) throws InterruptedException {
    try {
      Path console = folder.consoleLog();
      Files.deleteIfExists(console);
      Process process = launch(console, arguments);
      Thread giveUp = new Thread(process::destroy, "give-up");
      Runtime.getRuntime().addShutdownHook(giveUp);
      while (process.isAlive() && !isReady(process)) {
        show(console);
        Thread.sleep(100);
      }
      show(console);
      boolean ready = process.isAlive() && isReady(process);
      Runtime.getRuntime().removeShutdownHook(giveUp);
      return ready;
    } catch (IOException e) {
      throw UserError.of("the background process cannot be started", e);
    }
  }

  private boolean isReady(Process process) {
    RunState state = RunState.of(folder);
    return state.isReady() && state.pid() == process.pid();
  }

  /** The same Java with the same flags and libraries. */
  private Process launch(Path console, List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>();
    if (Files.isExecutable(SETSID)) {
      command.add(SETSID.toString()); // a session of its own: the terminal's end is not its end
    }
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
            .filter(flag -> !flag.startsWith("-agentlib") && !flag.startsWith("-javaagent"))
            .toList());
    command.add("-cp");
    command.add(System.getProperty("palimpsest.classpath", System.getProperty("java.class.path")));
    command.add("io.palimpsest.standalone.Main");
    command.addAll(arguments);
    return new ProcessBuilder(command)
        .redirectInput(Path.of("/dev/null").toFile())
        .redirectErrorStream(true)
        .redirectOutput(
            ProcessBuilder.Redirect.appendTo(console.toFile())) // it is cut off by the day
        .start();
  }

  private void show(Path console) throws IOException {
    byte[] all = Files.exists(console) ? Files.readAllBytes(console) : new byte[0];
    int end = all.length;
    while (end > shown && all[end - 1] != '\n') {
      end--; // half a line waits for its other half
    }
    if (end > shown) {
      out.print(new String(all, (int) shown, (int) (end - shown), StandardCharsets.UTF_8));
      out.flush();
      shown = end;
    }
  }
}
