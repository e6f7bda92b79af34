package io.palimpsest.platform.testkit;

import io.palimpsest.platform.receipts.PublicReceiptKey;
import io.palimpsest.platform.receipts.ReceiptKey;
import io.palimpsest.platform.receipts.ReceiptKeyStore;
import java.util.ArrayList;
import java.util.List;

/** Receipt keys in memory. Thread-safe. */
public final class InMemoryReceiptKeys implements ReceiptKeyStore {
  private final List<ReceiptKey> keys = new ArrayList<>();

  @Override
  public synchronized ReceiptKey newest() {
    if (keys.isEmpty()) {
      keys.add(ReceiptKey.generate());
    }
    return keys.getLast();
  }

  @Override
  public synchronized void add(ReceiptKey key) {
    keys.add(key);
  }

  @Override
  public synchronized List<PublicReceiptKey> published() {
    return keys.reversed().stream().map(ReceiptKey::publicKey).toList();
  }
}
