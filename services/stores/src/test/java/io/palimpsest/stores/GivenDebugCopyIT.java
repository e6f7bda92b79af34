package io.palimpsest.stores;

import java.net.URI;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** The kit of debug copies on the database and object store that the environment names. */
@EnabledIfEnvironmentVariable(named = "PALIMPSEST_TEST_MYSQL_URL", matches = ".+")
@EnabledIfEnvironmentVariable(named = "PALIMPSEST_TEST_S3_URL", matches = ".+")
class GivenDebugCopyIT extends DebugCopyKits {

  GivenDebugCopyIT(Backends.Run run) {
    super(
        run,
        new ObjectStoreSettings(
            URI.create(System.getenv("PALIMPSEST_TEST_S3_URL")),
            System.getenv("PALIMPSEST_TEST_S3_ACCESS_KEY"),
            System.getenv("PALIMPSEST_TEST_S3_SECRET_KEY")),
        "PALIMPSEST_TEST_S3_URL");
  }

  @Override
  DatabaseSettings schema(String name) {
    return GivenDatabaseIT.given(name);
  }
}
