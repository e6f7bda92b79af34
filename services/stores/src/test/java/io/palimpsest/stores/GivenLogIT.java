package io.palimpsest.stores;

import java.net.URI;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** The operation-log kit on a server that the environment names. */
@EnabledIfEnvironmentVariable(named = "PALIMPSEST_TEST_ELASTICSEARCH_URL", matches = ".+")
class GivenLogIT extends LogKits {

  GivenLogIT(Backends.Run run) {
    super(
        run,
        URI.create(System.getenv("PALIMPSEST_TEST_ELASTICSEARCH_URL")),
        "PALIMPSEST_TEST_ELASTICSEARCH_URL");
  }
}
