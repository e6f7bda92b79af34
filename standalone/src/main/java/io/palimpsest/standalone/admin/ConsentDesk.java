package io.palimpsest.standalone.admin;

import io.palimpsest.platform.consent.Consents;
import io.palimpsest.platform.receipts.Receipts;
import io.palimpsest.policy.PolicyLibrary;
import io.palimpsest.stores.ControlStores;
import java.time.Clock;
import java.util.function.Supplier;

/** The consent use cases over one control database. */
public record ConsentDesk(Consents consents, Receipts receipts) {

  public static ConsentDesk on(
      ControlStores stores, Supplier<PolicyLibrary> policies, Clock clock) {
    Consents consents = new Consents(stores.store(), stores.consents(), policies, clock);
    return new ConsentDesk(consents, new Receipts(consents, policies, stores.receiptKeys()));
  }
}
