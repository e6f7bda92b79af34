package io.palimpsest.standalone.proof;

import io.palimpsest.stores.DatabaseSettings;
import io.palimpsest.stores.ObjectStoreSettings;
import java.net.URI;
import java.util.Objects;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** On a database and an object store that the environment names, such as MySQL and MinIO. */
@EnabledIfEnvironmentVariable(named = "PALIMPSEST_TEST_MYSQL_URL", matches = ".+")
@EnabledIfEnvironmentVariable(named = "PALIMPSEST_TEST_S3_URL", matches = ".+")
class GivenReconciliationIT extends ReconciliationKit {
  GivenReconciliationIT(ProofStores stores) {
    super(
        new ReconciledRegion(
            stores.settings(),
            GivenReconciliationIT::schema,
            new ObjectStoreSettings(
                URI.create(System.getenv("PALIMPSEST_TEST_S3_URL")),
                System.getenv("PALIMPSEST_TEST_S3_ACCESS_KEY"),
                System.getenv("PALIMPSEST_TEST_S3_SECRET_KEY"))));
  }

  private static DatabaseSettings schema(String name) {
    String server = System.getenv("PALIMPSEST_TEST_MYSQL_URL");
    return new DatabaseSettings(
        server.endsWith("/") ? server + name : server + "/" + name,
        Objects.requireNonNullElse(System.getenv("PALIMPSEST_TEST_MYSQL_USER"), "root"),
        Objects.requireNonNullElse(System.getenv("PALIMPSEST_TEST_MYSQL_PASSWORD"), ""));
  }
}
