package io.palimpsest.standalone.server;

import io.palimpsest.platform.backups.BackupExpiry;
import io.palimpsest.platform.backups.BackupLimits;
import io.palimpsest.platform.backups.BackupVault;
import io.palimpsest.platform.backups.StandingKeeper;
import io.palimpsest.policy.PolicyLibrary;
import io.palimpsest.retention.BackupKeeper;
import io.palimpsest.retention.Chore;
import io.palimpsest.retention.RetainedControl;
import io.palimpsest.stores.ControlBackups;
import io.palimpsest.stores.RegionStores;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What the clockwork does for backups.
 *
 * @param folder whose files expire; empty where somebody else erases them
 */
record BackupChores(
    Stores stores, Optional<Path> folder, Supplier<PolicyLibrary> policies, Clock clock) {
  /** What is taken away is told to the vault within a second. */
  private static final Duration STAND_EVERY = Duration.ofSeconds(1);

  private static final Duration EXPIRE_EVERY = Duration.ofHours(1);

  Chore of(RegionStores region) {
    return expiring(
        region.cell().region().name(), region.cell().zone(), region.backups().vault(), region);
  }

  /** Its leaves stand in the first region's log. */
  List<Chore> ofControl() {
    ControlBackups control = stores.controlBackups(clock);
    StandingKeeper keeper =
        new StandingKeeper(
            stores.control(),
            control.standing(),
            control.vault(),
            stores.controlStores().rootKey());
    return List.of(
        new Chore("standing", STAND_EVERY, tally -> tally.add("tenants", keeper.keep())),
        expiring(
            RetainedControl.PLACE, ZoneOffset.UTC, control.vault(), stores.regions().getFirst()));
  }

  private Chore expiring(String place, ZoneId zone, BackupVault vault, RegionStores telling) {
    BackupKeeper keeper =
        new BackupKeeper(
            place,
            zone,
            vault,
            new BackupExpiry(new BackupLimits(policies)),
            telling.evidence(stores.controlStores().rootKey()).queue(),
            clock);
    return new Chore("backups", EXPIRE_EVERY, tally -> keeper.expire(folder, tally));
  }
}
