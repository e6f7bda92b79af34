package io.palimpsest.stores;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.AfterAll;

/**
 * Schemas that are made for the tests of one class and dropped after them, with what is open on
 * them.
 */
abstract class Schemas {
  private final Deque<AutoCloseable> open = new ArrayDeque<>();
  final List<DatabaseSettings> schemas = new ArrayList<>();

  /** How to reach a schema that need not exist. */
  abstract DatabaseSettings schema(String name);

  DatabaseSettings fresh(String kind) {
    DatabaseSettings settings =
        schema("palimpsest_test_" + kind + "_" + Long.toString(System.nanoTime(), 36));
    schemas.add(settings);
    return settings;
  }

  @AfterAll
  void closeAll() throws Exception {
    while (!open.isEmpty()) {
      open.pop().close();
    }
    for (DatabaseSettings each : schemas) {
      try (Connection connection = connect(each)) {
        connection.createStatement().execute("DROP DATABASE " + connection.getCatalog());
      }
    }
  }

  <T extends AutoCloseable> T opened(T resource) {
    open.push(resource);
    return resource;
  }

  static Connection connect(DatabaseSettings settings) throws SQLException {
    return DriverManager.getConnection(settings.url(), settings.user(), settings.password());
  }

  static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }
}
