package io.palimpsest.platform.reports;

import io.palimpsest.platform.credentials.ControlStore;
import io.palimpsest.platform.proofs.Proof;
import io.palimpsest.platform.proofs.ProofKeeper;
import io.palimpsest.platform.simulation.Stock;
import io.palimpsest.platform.tenancy.AppId;
import io.palimpsest.platform.tenancy.Tenant;
import io.palimpsest.policy.DataClass;
import io.palimpsest.policy.PolicyLibrary;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** The records of the control plane that prove consents and requests: of all regions together. */
public record ProofStock(
    ControlStore accounts, ProofKeeper proofs, Supplier<PolicyLibrary> policies, Clock clock)
    implements Stock {

  @Override
  public DataClass dataClass() {
    return DataClass.RECEIPT;
  }

  @Override
  public String store() {
    return "MySQL (control plane)";
  }

  @Override
  public List<Amount> amounts(Set<AppId> owners) {
    return accounts.tenants().stream()
        .filter(
            tenant ->
                accounts.applications(tenant.id()).stream()
                    .anyMatch(app -> owners.contains(app.appId())))
        .flatMap(tenant -> amounts(tenant).stream())
        .toList();
  }

  @Override
  public List<Amount> amounts() {
    return accounts.tenants().stream().flatMap(tenant -> amounts(tenant).stream()).toList();
  }

  private List<Amount> amounts(Tenant tenant) {
    List<Amount> amounts = new ArrayList<>();
    Instant now = clock.instant();
    for (Proof proof : proofs.proofs(tenant.id())) {
      LocalDate day = LocalDate.ofInstant(proof.since(), ZoneOffset.UTC);
      Instant goneBy = proof.goneBy(policies.get(), tenant.policy(), now).orElse(Instant.MAX);
      amounts.add(new Amount(day, goneBy, 1));
    }
    return amounts;
  }
}
