package io.palimpsest.standalone.cli;

import io.palimpsest.standalone.UserError;
import io.palimpsest.standalone.launch.LogTail;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code logs}: the last lines of the instance's log files. */
@Command(
    name = "logs",
    description = "Show the last lines of the log files.",
    mixinStandardHelpOptions = true)
final class LogsCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private DataOption data;

  @Option(
      names = {"-f", "--follow"},
      description = "Go on with what is written from now on, until Ctrl-C.")
  private boolean follow;

  @Option(
      names = {"-n", "--lines"},
      paramLabel = "N",
      description = "Lines of each file; 40 by default.")
  private int lines = 40;

  @Override
  public Integer call() throws InterruptedException {
    Path folder = data.folder().logs();
    try {
      LogTail tail = new LogTail(folder, spec.commandLine().getOut());
      if (!tail.print(Math.max(0, lines))) {
        throw new UserError("there are no log files in " + folder);
      }
      while (follow) {
        Thread.sleep(300);
        tail.printNew();
      }
      return 0;
    } catch (IOException e) {
      throw UserError.of("the log files in " + folder + " cannot be read", e);
    }
  }
}
