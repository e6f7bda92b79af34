package io.palimpsest.platform.receipts;

import io.palimpsest.platform.error.StoreUnavailable;
import java.util.List;

/**
 * The keys that sign receipts, their private halves encrypted under the root key. Every method
 * throws {@link StoreUnavailable} when the control database cannot be reached.
 */
public interface ReceiptKeyStore {

  /** The newest key; made now when there is none. */
  ReceiptKey newest();

  /** Adds a key, which signs from now on. */
  void add(ReceiptKey key);

  /** The public halves, the newest first: each stays, for the receipts that it signed. */
  List<PublicReceiptKey> published();
}
