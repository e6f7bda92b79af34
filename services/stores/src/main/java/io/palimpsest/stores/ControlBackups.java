package io.palimpsest.stores;

import io.palimpsest.platform.backups.BackupStore;
import io.palimpsest.platform.backups.BackupVault;
import io.palimpsest.platform.backups.RestoreMark;
import io.palimpsest.platform.backups.Standing;
import io.palimpsest.stores.internal.sql.ControlRecords;
import io.palimpsest.stores.internal.sql.Database;
import io.palimpsest.stores.internal.sql.Sql;
import io.palimpsest.stores.internal.sql.SqlRestoreMark;
import io.palimpsest.stores.internal.sql.SqlStanding;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.function.Supplier;

/** The control plane, to be backed up and restored; open beside whatever server works on it. */
public final class ControlBackups implements AutoCloseable {
  /** Longer than the clockwork of any server is silent. */
  private static final Duration SILENCE = Duration.ofMinutes(1);

  private final Database database;
  private final OpenVault vault;
  private final Clock clock;

  private ControlBackups(Database database, OpenVault vault, Clock clock) {
    this.database = database;
    this.vault = vault;
    this.clock = clock;
  }

  /**
   * Opens them, whether or not the stores answer.
   *
   * @param objects where the control plane's vault is
   */
  public static ControlBackups open(
      DatabaseSettings settings, ObjectStoreSettings objects, Clock clock) {
    return new ControlBackups(
        Database.attach("control backup", settings, 2),
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
  public void close() {
    vault.close();
    database.close();
  }
}
