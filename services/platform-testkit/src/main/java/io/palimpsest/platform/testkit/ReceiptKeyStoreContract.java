package io.palimpsest.platform.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.platform.receipts.ReceiptKey;
import io.palimpsest.platform.receipts.ReceiptKeyStore;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

/** What every store of receipt keys does. */
public interface ReceiptKeyStoreContract {

  /** The keys; it may hold what other tests left. */
  ReceiptKeyStore receiptKeys();

  @Test
  default void thereShouldAlwaysBeOneKeyHoweverManyAskFirst() {
    Set<String> names = ConcurrentHashMap.newKeySet();

    Concurrently.run(8, _ -> names.add(receiptKeys().newest().publicKey().kid()));

    assertThat(names).hasSize(1);
  }

  @Test
  default void anAddedKeyShouldSignAndTheOldOneStayPublished() {
    ReceiptKey old = receiptKeys().newest();
    String before = old.sign(Map.of("said", "before"));
    ReceiptKey fresh = ReceiptKey.generate();

    receiptKeys().add(fresh);

    assertThat(receiptKeys().newest().publicKey()).isEqualTo(fresh.publicKey());
    assertThat(receiptKeys().newest().sign(Map.of("said", "now")))
        .isEqualTo(fresh.sign(Map.of("said", "now")));
    assertThat(receiptKeys().published()).containsSubsequence(fresh.publicKey(), old.publicKey());
    assertThat(old.publicKey().verified(before)).asString().isEqualTo("{\"said\":\"before\"}");
  }
}
