package io.palimpsest.stores.internal.control;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.palimpsest.platform.keys.RootKey;
import io.palimpsest.platform.receipts.PublicReceiptKey;
import io.palimpsest.platform.receipts.ReceiptKey;

/** A row of {@code receipt_key}. */
@MappedEntity("receipt_key")
record ReceiptKeyRow(@Id long number, String x, byte[] sealed) {

  static byte[] seal(ReceiptKey key, RootKey rootKey) {
    return rootKey.seal(key.privateBytes(), context(key.publicKey().x()));
  }

  ReceiptKey toKey(RootKey rootKey) {
    return ReceiptKey.of(new PublicReceiptKey(x), rootKey.unseal(sealed, context(x)));
  }

  static String context(String x) {
    return "receipt key " + x;
  }
}
