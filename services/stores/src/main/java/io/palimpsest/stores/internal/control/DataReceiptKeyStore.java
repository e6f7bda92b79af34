package io.palimpsest.stores.internal.control;

import io.micronaut.context.annotation.Requires;
import io.palimpsest.platform.keys.RootKey;
import io.palimpsest.platform.receipts.PublicReceiptKey;
import io.palimpsest.platform.receipts.ReceiptKey;
import io.palimpsest.platform.receipts.ReceiptKeyStore;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** The keys of receipts in the control database. Thread-safe. */
@Singleton
@Requires(beans = RootKey.class)
final class DataReceiptKeyStore implements ReceiptKeyStore {
  private final ControlTransactions control;
  private final ReceiptKeyRows rows;
  private final RootKey rootKey;

  DataReceiptKeyStore(ControlTransactions control, ReceiptKeyRows rows, RootKey rootKey) {
    this.control = control;
    this.rows = rows;
    this.rootKey = rootKey;
  }

  @Override
  public ReceiptKey newest() {
    Optional<ReceiptKey> there =
        control.read(
            "find the key of receipts", () -> rows.newest().map(row -> row.toKey(rootKey)));
    return there.orElseGet(this::first);
  }

  /** In a write: of two that begin together the second finds the first one's key. */
  private ReceiptKey first() {
    return control.write(
        "make a key of receipts",
        () -> {
          if (rows.newest().isEmpty()) {
            insert(ReceiptKey.generate());
          }
          return rows.newest().orElseThrow().toKey(rootKey);
        });
  }

  @Override
  public void add(ReceiptKey key) {
    control.write(
        "add a key of receipts",
        () -> {
          insert(key);
          return key;
        });
  }

  @Override
  public List<PublicReceiptKey> published() {
    return control.read(
        "list the keys of receipts",
        () -> rows.published().stream().map(PublicReceiptKey::new).toList());
  }

  private void insert(ReceiptKey key) {
    rows.add(key.publicKey().x(), ReceiptKeyRow.seal(key, rootKey));
  }
}
