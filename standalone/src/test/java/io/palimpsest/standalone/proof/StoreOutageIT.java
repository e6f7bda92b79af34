package io.palimpsest.standalone.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Takes each store away while tenants call without a pause, and brings it back. The server lives
 * through all of it.
 */
@ExtendWith(ProofStoresExtension.class)
@EnabledIfSystemProperty(
    named = "palimpsest.proofs",
    matches = "true",
    disabledReason = "slow: -Pproofs")
class StoreOutageIT {
  private final ProofStores stores;
  private ServerProcess server;
  private Tenants tenants;
  private Load load;

  StoreOutageIT(ProofStores stores) {
    this.stores = stores;
  }

  @BeforeEach
  void start() throws Exception {
    server = ServerProcess.start(stores.settings());
    tenants = new Tenants(stores.settings());
    List<Tenants.Account> accounts = Stream.generate(tenants::create).limit(4).toList();
    load = Load.start(stores, server::endpoint, accounts);
    load.awaitTexts(50);
  }

  @AfterEach
  void stop() throws Exception {
    load.close();
    tenants.close();
    server.close();
  }

  @Test
  void withoutTheDatabaseNothingShouldBeAnsweredThatIsNotMetered() throws Exception {
    stores.embedded().mariaDb().stop();
    await().atMost(Duration.ofSeconds(30)).until(() -> load.errors("InternalError") > 4);
    stores.embedded().mariaDb().start();

    load.awaitTexts(50);
    load.stop();

    load.assertThatTheStoresAgree();
  }

  @Test
  void withoutTheBucketCallsShouldBeRefusedAndNothingLeftBehind() throws Exception {
    stores.embedded().s3().stop();
    await().atMost(Duration.ofSeconds(30)).until(() -> load.errors("ServiceUnavailable") > 4);
    stores.embedded().s3().start();

    load.awaitTexts(50);
    load.stop();

    load.assertThatTheStoresAgree();
  }

  @Test
  void withoutElasticsearchCallsShouldGoOnAndTheirEntriesFollow() throws Exception {
    stores.embedded().elasticsearch().stop();
    long before = load.texts();
    load.awaitTexts(50);
    assertThat(load.texts())
        .as("answered while the log was away")
        .isGreaterThanOrEqualTo(before + 50);
    stores.embedded().elasticsearch().start();

    load.awaitTexts(50);
    load.stop();

    load.assertThatTheStoresAgree();
    load.assertThatTheOperationLogIsComplete();
  }
}
