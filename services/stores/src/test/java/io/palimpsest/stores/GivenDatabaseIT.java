package io.palimpsest.stores;

import java.util.Objects;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/**
 * The database kits on a server that the environment names, {@code jdbc:mysql://host:port/} with a
 * user who may make schemas.
 */
@EnabledIfEnvironmentVariable(named = "PALIMPSEST_TEST_MYSQL_URL", matches = ".+")
class GivenDatabaseIT extends DatabaseKits {

  GivenDatabaseIT(Backends.Run run) {
    super(run, "PALIMPSEST_TEST_MYSQL_URL");
  }

  @Override
  DatabaseSettings schema(String name) {
    return given(name);
  }

  static DatabaseSettings given(String name) {
    String server = System.getenv("PALIMPSEST_TEST_MYSQL_URL");
    return new DatabaseSettings(
        server.endsWith("/") ? server + name : server + "/" + name,
        Objects.requireNonNullElse(System.getenv("PALIMPSEST_TEST_MYSQL_USER"), "root"),
        Objects.requireNonNullElse(System.getenv("PALIMPSEST_TEST_MYSQL_PASSWORD"), ""));
  }
}
