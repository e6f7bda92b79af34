package io.palimpsest.standalone.server;

import io.palimpsest.embedded.EmbeddedSettings;
import io.palimpsest.embedded.EmbeddedStores;
import io.palimpsest.embedded.ProgressListener;
import io.palimpsest.embedded.StartFailed;
import io.palimpsest.standalone.UserError;
import io.palimpsest.standalone.config.EmbeddedInstallation;
import io.palimpsest.standalone.config.Installation;
import io.palimpsest.standalone.config.InstallationFile;
import io.palimpsest.standalone.launch.CacheFolder;
import io.palimpsest.standalone.launch.DataFolder;
import io.palimpsest.standalone.launch.InstanceLock;
import java.io.IOException;
import java.nio.file.Files;
import java.util.function.Function;

/** The stores of an installation that is not running, started for one look at them. */
public final class StoppedStores {
  private StoppedStores() {}

  /**
   * Starts the embedded stores on free ports, looks and stops them again.
   *
   * @throws UserError when nothing was ever started on the folder, or something is running on it
   */
  public static <T> T with(DataFolder folder, CacheFolder cache, Function<Installation, T> look) {
    if (!Files.exists(folder.storesFile())) {
      throw new UserError(
          "there is nothing in " + folder.root() + "; start it with: palimpsest up");
    }
    InstanceLock lock =
        InstanceLock.tryTake(folder.lockFile())
            .orElseThrow(() -> new UserError("something is starting on " + folder.root()));
    Installation last = InstallationFile.read(folder.storesFile());
    try (lock;
        EmbeddedStores stores =
            EmbeddedStores.start(
                EmbeddedSettings.onFreePorts(folder.stores(), cache.software()),
                ProgressListener.none())) {
      return look.apply(
          EmbeddedInstallation.on(
              stores.addresses(), folder.rootKeyFile(), last.policy(), last.policies()));
    } catch (IOException | StartFailed e) {
      throw new UserError("the stores cannot be started: " + e.getMessage(), e);
    }
  }
}
