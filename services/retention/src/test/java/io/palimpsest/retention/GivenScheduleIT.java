package io.palimpsest.retention;

import io.palimpsest.stores.DatabaseSettings;
import java.util.Objects;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** On a server that the environment names, such as a real MySQL. */
@EnabledIfEnvironmentVariable(named = "PALIMPSEST_TEST_MYSQL_URL", matches = ".+")
class GivenScheduleIT extends ScheduleKit {

  @Override
  DatabaseSettings schema(String name) {
    String server = System.getenv("PALIMPSEST_TEST_MYSQL_URL");
    return new DatabaseSettings(
        server.endsWith("/") ? server + name : server + "/" + name,
        Objects.requireNonNullElse(System.getenv("PALIMPSEST_TEST_MYSQL_USER"), "root"),
        Objects.requireNonNullElse(System.getenv("PALIMPSEST_TEST_MYSQL_PASSWORD"), ""));
  }
}
