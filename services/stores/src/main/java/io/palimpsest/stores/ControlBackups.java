package io.palimpsest.stores;

import io.palimpsest.platform.backups.BackupStore;
import io.palimpsest.platform.backups.BackupVault;
import io.palimpsest.platform.backups.EvidencePlaces;
import io.palimpsest.platform.backups.RestoreMark;
import io.palimpsest.platform.backups.Standing;
import io.palimpsest.platform.evidence.EvidenceCell;
import io.palimpsest.platform.keys.RootKey;
import io.palimpsest.platform.tenancy.Region;
import io.palimpsest.stores.internal.sql.ControlRecords;
import io.palimpsest.stores.internal.sql.Database;
import io.palimpsest.stores.internal.sql.EvidenceRecords;
import io.palimpsest.stores.internal.sql.Sql;
import io.palimpsest.stores.internal.sql.SqlRestoreMark;
import io.palimpsest.stores.internal.sql.SqlStanding;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The control plane, to be backed up and restored; open beside whatever server works on it. */
public final class ControlBackups implements AutoCloseable {
  /** Longer than the clockwork of any server is silent. */
  private static final Duration SILENCE = Duration.ofMinutes(1);

  private final Database database;
  private final ObjectStoreSettings objects;
  private final OpenVault vault;
  private final Clock clock;
  private @Nullable RegionEvidence evidence;

  private ControlBackups(
      Database database, ObjectStoreSettings objects, OpenVault vault, Clock clock) {
    this.database = database;
    this.objects = objects;
    this.vault = vault;
    this.clock = clock;
  }

  /**
   * Opens them, whether or not the stores answer.
   *
   * @param objects where the control plane's vault and its evidence logs are
   */
  public static ControlBackups open(
      DatabaseSettings settings, ObjectStoreSettings objects, Clock clock) {
    return new ControlBackups(
        Database.attach("control backup", settings, 2),
        objects,
        OpenVault.open(ControlRecords.PLACE, objects),
        clock);
  }

  /**
   * Its rows.
   *
   * @param accountsOf policies that back accounts up
   */
  public BackupStore records(Supplier<Set<String>> accountsOf) {
    return new ControlRecords(database, accountsOf, clock);
  }

  /** The rows of its evidence logs: a class of their own. */
  public EvidencePlaces places() {
    return new EvidenceRecords(ControlRecords.PLACE, ZoneOffset.UTC, database);
  }

  /** Its evidence logs themselves, opened by the first to ask. */
  public synchronized EvidenceCell evidence(RootKey root) {
    RegionEvidence now = evidence;
    if (now == null) {
      now = RegionEvidence.open(Region.CONTROL, ZoneOffset.UTC, database, objects, root);
      evidence = now;
    }
    return now.cell();
  }

  /** What must not come back. */
  public Standing standing() {
    return new SqlStanding(database);
  }

  public RestoreMark mark() {
    return new SqlRestoreMark(database);
  }

  public BackupVault vault() {
    return vault;
  }

  /** Whether a server's clockwork gave a sign of life within the last minute. */
  public boolean isServed() {
    return database.transaction(
        "look for servers",
        connection -> {
          try (PreparedStatement statement =
              connection.prepareStatement(
                  "SELECT 1 FROM scheduled_job WHERE last_success > ? OR last_heartbeat > ?"
                      + " LIMIT 1")) {
            var since = Sql.utc(clock.instant().minus(SILENCE));
            Sql.setAll(statement, since, since);
            try (ResultSet rows = statement.executeQuery()) {
              return rows.next();
            }
          }
        });
  }

  @Override
  public synchronized void close() {
    if (evidence != null) {
      evidence.close();
    }
    vault.close();
    database.close();
  }
}
