package io.palimpsest.standalone.proof;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Kills the server while several tenants call without a pause, wherever each of their calls may be
 * at that moment; {@code -Dpalimpsest.proof.kills=N} says how often.
 */
@ExtendWith(ProofStoresExtension.class)
@EnabledIfSystemProperty(
    named = "palimpsest.proofs",
    matches = "true",
    disabledReason = "slow: -Pproofs")
class KillUnderLoadIT {
  private static final int KILLS = Integer.getInteger("palimpsest.proof.kills", 1);

  private final ProofStores stores;

  KillUnderLoadIT(ProofStores stores) {
    this.stores = stores;
  }

  @Test
  void everyAnswerShouldBeMeteredOnceAndNothingElseBilled() throws Exception {
    try (ServerProcess server = ServerProcess.start(stores.settings());
        Tenants tenants = new Tenants(stores.settings())) {
      List<Tenants.Account> accounts = Stream.generate(tenants::create).limit(8).toList();
      try (Load load = Load.start(stores, server::endpoint, accounts)) {
        for (int kill = 0; kill < KILLS; kill++) {
          load.awaitTexts(200);
          server.kill();
          server.restart();
        }
        load.awaitTexts(200);
        load.stop();

        load.assertThatTheStoresAgree();
        System.out.println(
            KILLS
                + " kills under load: "
                + load.texts()
                + " calls answered, all of them metered once");
      }
    }
  }
}
