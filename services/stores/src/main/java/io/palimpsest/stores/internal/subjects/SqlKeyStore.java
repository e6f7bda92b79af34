package io.palimpsest.stores.internal.subjects;

import io.palimpsest.platform.keys.KeyName;
import io.palimpsest.platform.keys.KeyStore;
import io.palimpsest.stores.internal.sql.Database;
import io.palimpsest.stores.internal.sql.Sql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A region's wrapped keys in the table {@code wrapped_key}. Thread-safe. */
public final class SqlKeyStore implements KeyStore {
  private final Database database;

  public SqlKeyStore(Database database) {
    this.database = database;
  }

  @Override
  public Optional<byte[]> find(KeyName name) {
    return database.transaction("find a key", connection -> find(connection, name.text(), ""));
  }

  @Override
  public byte[] putIfAbsent(KeyName name, byte[] wrapped) {
    return database.transaction(
        "store a key",
        connection -> {
          Sql.update(
              connection,
              "INSERT INTO wrapped_key (name, wrapped) VALUES (?, ?)"
                  + " ON DUPLICATE KEY UPDATE name = name",
              name.text(),
              wrapped);
          return find(connection, name.text(), "").orElseThrow();
        });
  }

  @Override
  public boolean replace(KeyName name, byte[] before, byte[] wrapped) {
    return database.transaction(
            "replace a key",
            connection ->
                Sql.update(
                    connection,
                    "UPDATE wrapped_key SET wrapped = ? WHERE name = ? AND wrapped = ?",
                    wrapped,
                    name.text(),
                    before))
        > 0;
  }

  @Override
  public boolean destroy(KeyName name) {
    return database.transaction(
            "destroy a key", connection -> Sql.update(connection, DELETE, name.text()))
        > 0;
  }

  @Override
  public List<String> names(String prefix) {
    return database.transaction(
        "list keys",
        connection -> {
          try (PreparedStatement statement =
              connection.prepareStatement(
                  "SELECT name FROM wrapped_key WHERE LEFT(name, ?) = ? ORDER BY name")) {
            Sql.setAll(statement, prefix.length(), prefix);
            try (ResultSet rows = statement.executeQuery()) {
              List<String> names = new ArrayList<>();
              while (rows.next()) {
                names.add(rows.getString(1));
              }
              return names;
            }
          }
        });
  }

  static final String DELETE = "DELETE FROM wrapped_key WHERE name = ?";

  /**
   * The wrapped key of that name.
   *
   * @param lock such as {@code FOR UPDATE}; empty for none
   */
  static Optional<byte[]> find(Connection connection, String name, String lock)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("SELECT wrapped FROM wrapped_key WHERE name = ? " + lock)) {
      statement.setString(1, name);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? Optional.of(row.getBytes(1)) : Optional.empty();
      }
    }
  }
}
