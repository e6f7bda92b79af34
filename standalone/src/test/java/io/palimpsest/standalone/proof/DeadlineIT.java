package io.palimpsest.standalone.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.standalone.proof.Caller.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An engine that stalls: the deadline ends the call, and nothing of it stays. */
@ExtendWith(ProofStoresExtension.class)
class DeadlineIT {
  private final ProofStores stores;

  DeadlineIT(ProofStores stores) {
    this.stores = stores;
  }

  @Test
  void aStalledEngineShouldBeCancelledInTimeAndCostNothing() throws Exception {
    try (ServerProcess server = ServerProcess.start(stores.settings());
        Tenants tenants = new Tenants(stores.settings())) {
      Tenants.Account account = tenants.create();
      try (Caller caller = new Caller(server.endpoint(), account)) {
        caller.call("the first call of a fresh process takes longer");
        Instant called = Instant.now();

        Answer answer = caller.call(StubReader.STALL);

        Duration took = Duration.between(called, Instant.now());
        assertThat(answer)
            .isInstanceOfSatisfying(
                Answer.Error.class,
                error ->
                    assertThat(error.code()).isEqualTo("FailedOperation.EngineRecognizeTimeout"));
        // The cancellation itself may take 100 ms; the rest is settling: a commit, an erasure, a
        // look.
        assertThat(took).isBetween(ProofSettings.DEADLINE, ProofSettings.DEADLINE.plusMillis(500));
        assertThat(stores.objects(Optional.of(account.appId()))).isEmpty();
        assertThat(stores.records(account.appId()))
            .filteredOn(row -> row.result().equals("FailedOperation.EngineRecognizeTimeout"))
            .singleElement()
            .satisfies(row -> assertThat(row.fee()).isZero());
      }
    }
  }
}
