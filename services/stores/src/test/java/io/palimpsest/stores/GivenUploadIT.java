package io.palimpsest.stores;

import java.net.URI;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** The upload kit on an object store that the environment names, such as MinIO. */
@EnabledIfEnvironmentVariable(named = "PALIMPSEST_TEST_S3_URL", matches = ".+")
class GivenUploadIT extends UploadKits {

  GivenUploadIT(Backends.Run run) {
    super(
        run,
        new ObjectStoreSettings(
            URI.create(System.getenv("PALIMPSEST_TEST_S3_URL")),
            System.getenv("PALIMPSEST_TEST_S3_ACCESS_KEY"),
            System.getenv("PALIMPSEST_TEST_S3_SECRET_KEY")),
        "PALIMPSEST_TEST_S3_URL");
  }
}
