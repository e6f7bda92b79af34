package io.palimpsest.standalone.cli;

import io.palimpsest.standalone.UserError;
import io.palimpsest.standalone.launch.DataFolder;
import io.palimpsest.standalone.launch.RunState;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** {@code --data}: which instance a command is about. */
final class DataOption {
  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "Data folder of the instance. By default PALIMPSEST_HOME, else .palimpsest beside the script.")
  private @Nullable Path data;

  DataFolder folder() {
    return DataFolder.of(Optional.ofNullable(data), System.getenv());
  }

  /** What is running there. */
  RunState requireRunning() {
    RunState state = RunState.of(folder());
    if (!state.isRunning()) {
      throw new UserError(
          "nothing is running on " + folder().root() + "; start it with: palimpsest up");
    }
    return state;
  }
}
