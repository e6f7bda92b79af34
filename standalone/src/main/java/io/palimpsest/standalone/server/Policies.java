package io.palimpsest.standalone.server;

import io.palimpsest.policy.InvalidPolicy;
import io.palimpsest.policy.PolicyStore;
import io.palimpsest.standalone.UserError;
import io.palimpsest.standalone.config.Installation;
import io.palimpsest.standalone.config.InstallationFile;
import io.palimpsest.standalone.launch.DataFolder;
import io.palimpsest.standalone.launch.RehearsalClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;

/** The policies that an installation goes by: the modules that ship, and its operator's own. */
public final class Policies {
  private Policies() {}

  /**
   * As an installation's own file says.
   *
   * @throws UserError with every fault
   */
  public static PolicyStore of(Installation installation) {
    return open(installation.policies(), RehearsalClock.ofThisProcess());
  }

  /**
   * The folder that a start was asked for; else that of the last start, since tenants may have
   * accepted what is in it.
   *
   * @param external what {@code --external} names, which says it by itself
   */
  static Optional<Path> folder(UpSettings settings, Optional<Installation> external) {
    Optional<Path> asked = settings.policies().map(path -> path.toAbsolutePath().normalize());
    if (external.isPresent()) {
      if (asked.isPresent() && !asked.equals(external.get().policies())) {
        throw new UserError("with --external the file says where policies are: policies: DIR");
      }
      return external.get().policies();
    }
    DataFolder data = settings.folder();
    return asked.or(
        () ->
            Files.exists(data.storesFile())
                ? InstallationFile.read(data.storesFile()).policies()
                : Optional.empty());
  }

  static PolicyStore open(Optional<Path> folder, InstantSource clock) {
    if (folder.isEmpty()) {
      return PolicyStore.shipped(clock);
    }
    Path path = folder.get();
    if (!Files.isDirectory(path)) {
      throw new UserError("there is no folder of policy modules " + path);
    }
    try {
      return PolicyStore.open(path, clock);
    } catch (InvalidPolicy e) {
      throw new UserError("policy modules in " + path + " do not pass\n" + e.getMessage(), e);
    } catch (IOException e) {
      throw UserError.of(path + " cannot be read", e);
    }
  }
}
