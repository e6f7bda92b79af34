package io.palimpsest.standalone.server;

import io.palimpsest.policy.PolicyLibrary;
import io.palimpsest.policy.PolicyModule;
import io.palimpsest.standalone.UserError;
import io.palimpsest.standalone.config.Installation;
import io.palimpsest.standalone.config.InstallationFile;
import io.palimpsest.standalone.launch.DataFolder;
import java.nio.file.Files;
import java.util.Optional;

/** The policy of tenants that are made without naming one, the demo tenant among them. */
public final class Profile {
  private final PolicyLibrary policies;
  private final Optional<String> asked;

  /**
   * @param asked what the command asked for
   */
  Profile(PolicyLibrary policies, Optional<String> asked) {
    this.policies = policies;
    this.asked = asked;
  }

  /** With stores of our own: what is asked for, else what was before, else the default. */
  String ofOwnStores(DataFolder folder) {
    Optional<String> before =
        Files.exists(folder.storesFile())
            ? Optional.of(InstallationFile.read(folder.storesFile()).policy())
            : Optional.empty();
    return module(asked.or(() -> before).orElse(Installation.DEFAULT_POLICY)).id();
  }

  /** With stores of others: what their file says, which a command cannot gainsay. */
  PolicyModule of(Installation installation) {
    if (asked.isPresent() && !asked.get().equals(installation.policy())) {
      throw new UserError("the installation is under policy " + installation.policy());
    }
    return module(installation.policy());
  }

  /** A module by its id; a user can mend one that is not there. */
  PolicyModule module(String id) {
    if (!policies.ids().contains(id)) {
      throw new UserError(
          "there is no policy " + id + "; there are " + String.join(", ", policies.ids()));
    }
    return policies.module(id);
  }
}
