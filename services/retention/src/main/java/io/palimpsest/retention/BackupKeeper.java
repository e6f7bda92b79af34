package io.palimpsest.retention;

import io.palimpsest.evidence.leaf.Expired;
import io.palimpsest.evidence.leaf.Place;
import io.palimpsest.platform.backups.BackupExpiry;
import io.palimpsest.platform.backups.BackupFolder;
import io.palimpsest.platform.backups.BackupRefused;
import io.palimpsest.platform.backups.BackupVault;
import io.palimpsest.platform.error.StoreUnavailable;
import io.palimpsest.platform.evidence.EvidenceQueue;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;

/**
 * Erases a place's backups whose time is over: their keys wherever the copies lie, their files
 * where a folder is named. Each copy that cannot be opened any more has its leaf.
 *
 * <p>Counts {@code keys} and {@code files}.
 */
public final class BackupKeeper {
  private final String place;
  private final ZoneId zone;
  private final BackupVault vault;
  private final BackupExpiry expiry;
  private final EvidenceQueue leaves;
  private final Clock clock;

  /**
   * @param zone whose midnights end the place's days
   * @param leaves of the region whose log tells of it
   */
  public BackupKeeper(
      String place,
      ZoneId zone,
      BackupVault vault,
      BackupExpiry expiry,
      EvidenceQueue leaves,
      Clock clock) {
    this.place = place;
    this.zone = zone;
    this.vault = vault;
    this.expiry = expiry;
    this.leaves = leaves;
    this.clock = clock;
  }

  /**
   * Erases what is over by now.
   *
   * @param folder empty where the operator erases the files
   * @throws StoreUnavailable when a store does not answer; what was erased until then stands
   * @throws BackupRefused when the folder cannot be used; the keys are gone then all the same
   */
  public void expire(Optional<Path> folder, Tally tally) {
    LocalDate today = LocalDate.ofInstant(clock.instant(), zone);
    expiry.destroyKeys(
        vault,
        place,
        today,
        gone -> {
          leaves.enter(leaf(gone).bytes());
          tally.add("keys", 1);
        });
    if (folder.isPresent() && Files.isDirectory(folder.get())) {
      try (BackupFolder files = BackupFolder.open(folder.get())) {
        tally.add("files", expiry.eraseFiles(files, place, today));
      }
    }
  }

  private Expired leaf(BackupExpiry.Gone gone) {
    return new Expired(
        new Place(place, gone.name().piece().day()),
        "backup-" + gone.name().kind().key(),
        gone.period(),
        1,
        gone.late(),
        gone.policy(),
        clock.instant());
  }
}
