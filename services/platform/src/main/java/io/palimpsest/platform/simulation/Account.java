package io.palimpsest.platform.simulation;

import io.palimpsest.platform.consent.ConsentHistory;
import io.palimpsest.platform.proofs.Proof;
import io.palimpsest.platform.tenancy.Application;
import io.palimpsest.platform.tenancy.Tenant;
import java.util.List;

/**
 * A tenant and what it said.
 *
 * @param proofs of its consents and requests
 */
public record Account(
    Tenant tenant, ConsentHistory history, List<Application> applications, List<Proof> proofs) {
  public Account {
    applications = List.copyOf(applications);
    proofs = List.copyOf(proofs);
  }
}
