package io.palimpsest.stores.internal.sql;

import io.palimpsest.platform.backups.RestoreMark;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;

/** The mark in the table {@code restoring} of the place's own database. */
public record SqlRestoreMark(Database database) implements RestoreMark {

  @Override
  public Set<String> begun() {
    return database.transaction(
        "look for an unfinished restore",
        connection ->
            new TreeSet<>(
                Sql.rows(connection, "SELECT piece FROM restoring", row -> row.getString(1))));
  }

  @Override
  public void begin(Collection<String> pieces) {
    database.transaction(
        "begin a restore",
        connection -> {
          for (String each : pieces) {
            Sql.update(
                connection,
                "INSERT INTO restoring (piece) VALUES (?) ON DUPLICATE KEY UPDATE piece = piece",
                each);
          }
          return pieces.size();
        });
  }

  @Override
  public void end() {
    database.transaction(
        "end a restore", connection -> Sql.update(connection, "DELETE FROM restoring"));
  }
}
