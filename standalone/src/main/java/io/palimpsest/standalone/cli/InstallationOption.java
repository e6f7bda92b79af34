package io.palimpsest.standalone.cli;

import io.palimpsest.standalone.UserError;
import io.palimpsest.standalone.config.Installation;
import io.palimpsest.standalone.config.InstallationFile;
import io.palimpsest.standalone.launch.CacheFolder;
import io.palimpsest.standalone.launch.RunState;
import io.palimpsest.standalone.server.StoppedStores;
import java.nio.file.Path;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Which installation a command is about: the one that runs on the data folder, or the one a file
 * names.
 */
final class InstallationOption {
  @Mixin private DataOption data;

  @Option(
      names = "--external",
      paramLabel = "FILE",
      description =
          "The installation that FILE names, as with 'up'; by default the one that is running.")
  private @Nullable Path external;

  /** The file that describes the installation. */
  Path file() {
    return external != null ? external : running();
  }

  /**
   * Looks at the installation, whether or not it is running: embedded stores that are stopped are
   * started meanwhile.
   */
  <T> T look(Function<Installation, T> look) {
    return isStopped()
        ? StoppedStores.with(data.folder(), CacheFolder.of(System.getenv()), look)
        : look.apply(InstallationFile.read(file()));
  }

  /**
   * Works on the installation while nothing is served: embedded stores are started for it.
   *
   * @throws UserError while it is running
   */
  <T> T unserved(Function<Installation, T> work) {
    if (external != null) {
      return work.apply(InstallationFile.read(external));
    }
    if (RunState.of(data.folder()).isRunning()) {
      throw new UserError("the server is running; stop it first with: palimpsest down");
    }
    return StoppedStores.with(data.folder(), CacheFolder.of(System.getenv()), work);
  }

  /** Whether {@link #look} starts the stores because nothing runs. */
  boolean isStopped() {
    return external == null && !RunState.of(data.folder()).isRunning();
  }

  private Path running() {
    RunState state = data.requireRunning();
    if (!state.isReady()) {
      throw new UserError("the server is " + state.state() + "; try again when it is ready");
    }
    return Path.of(state.configuration());
  }
}
