package io.palimpsest.standalone.server;

import io.palimpsest.policy.DataClass;
import io.palimpsest.policy.PolicyLibrary;
import io.palimpsest.policy.PolicyModule;
import io.palimpsest.standalone.UserError;
import io.palimpsest.standalone.config.Installation;
import io.palimpsest.standalone.config.InstallationFile;
import io.palimpsest.standalone.launch.DataFolder;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The policy that an installation's stores are laid out for: its periods name the tables and
 * indexes, so a tenant under other periods is another installation's.
 */
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

  /** The policy of stores of our own: chosen at the first start, and kept from then on. */
  String ofOwnStores(DataFolder folder) {
    Optional<String> before =
        Files.exists(folder.storesFile())
            ? Optional.of(InstallationFile.read(folder.storesFile()).policy())
            : Optional.empty();
    String policy = asked.or(() -> before).orElse(Installation.DEFAULT_POLICY);
    if (before.isPresent() && !before.get().equals(policy)) {
      throw new UserError(
          "the data in "
              + folder.root()
              + " is kept under policy "
              + before.get()
              + "; another policy needs another --data folder");
    }
    return module(policy).id();
  }

  /** The module that an installation is under. */
  PolicyModule of(Installation installation) {
    if (asked.isPresent() && !asked.get().equals(installation.policy())) {
      throw new UserError("the installation is under policy " + installation.policy());
    }
    return module(installation.policy());
  }

  /**
   * The policy of a new tenant.
   *
   * @param asked by default the installation's
   * @throws UserError when the installation does not keep what that policy keeps for as long
   */
  public static String forTenant(
      PolicyLibrary policies, Installation installation, @Nullable String asked) {
    Profile profile = new Profile(policies, Optional.empty());
    PolicyModule own = profile.of(installation);
    PolicyModule wanted = asked == null ? own : profile.module(asked);
    for (DataClass each : List.of(DataClass.MONITORING, DataClass.OPERATION_LOG)) {
      if (!wanted.retention(each).equals(own.retention(each))) {
        throw new UserError(
            "policy %s keeps %s for %s, and this installation for %s: it needs one of its own (palimpsest up --policy)"
                .formatted(
                    wanted.id(),
                    each.key(),
                    wanted.retention(each).period(),
                    own.retention(each).period()));
      }
    }
    return wanted.id();
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
