package io.palimpsest.stores.internal.control;

import io.palimpsest.platform.keys.RootKey;
import io.palimpsest.platform.keys.RootKeyUnusable;
import io.palimpsest.stores.RootKeyFile;
import io.palimpsest.stores.internal.sql.Database;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/**
 * Admits only the root key that the database's secrets are under: the database holds a known text
 * that only this key opens. A lost key is never silently replaced, for then the old secrets would
 * be lost and the new ones hide it.
 */
public final class KeyGuard {
  static final String CONTEXT = "root key check";
  private static final byte[] KNOWN = "palimpsest".getBytes(StandardCharsets.US_ASCII);

  private final Database database;

  public KeyGuard(Database database) {
    this.database = database;
  }

  /**
   * The key in that file, which is made when neither it nor the known text is there.
   *
   * @throws RootKeyUnusable when the database belongs to another key
   */
  public RootKeyFile admit(Path file) {
    Optional<byte[]> sealed = database.transaction("read the root key's check", KeyGuard::read);
    if (sealed.isEmpty()) {
      RootKeyFile key = RootKeyFile.openOrCreate(file);
      database.transaction("write the root key's check", connection -> write(connection, key));
      return verified(
          key, database.transaction("read the root key's check", KeyGuard::read).orElseThrow());
    }
    if (!Files.exists(file)) {
      throw new RootKeyUnusable(
          "the control database holds secrets under a root key that is not at "
              + file
              + "; restore the file");
    }
    return verified(RootKeyFile.open(file), sealed.get());
  }

  private static RootKeyFile verified(RootKeyFile key, byte[] sealed) {
    try {
      key.unseal(sealed, CONTEXT);
      return key;
    } catch (RootKeyUnusable e) {
      throw new RootKeyUnusable(
          "the root key in "
              + key.file()
              + " is not the one that the control database's secrets are under; restore it",
          e);
    }
  }

  private static Optional<byte[]> read(Connection connection) throws SQLException {
    try (PreparedStatement statement =
            connection.prepareStatement("SELECT sealed FROM root_key_check");
        ResultSet rows = statement.executeQuery()) {
      return rows.next() ? Optional.of(rows.getBytes(1)) : Optional.empty();
    }
  }

  /** The first of two processes that start together wins; the other then finds whose key it is. */
  private static int write(Connection connection, RootKey key) throws SQLException {
    String sql =
        "INSERT INTO root_key_check (only_row, sealed) VALUES (1, ?) ON DUPLICATE KEY UPDATE only_row = 1";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setBytes(1, key.seal(KNOWN, CONTEXT));
      return statement.executeUpdate();
    }
  }
}
