package io.palimpsest.platform.simulation;

import io.palimpsest.policy.PolicyRef;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a changed policy would do.
 *
 * @param before the version that would be in force without it; empty for a new module
 * @param holdsFrom its effective day, or now where that has begun
 * @param tenants those that are under it, the ones it asks nothing of included
 */
public record Forecast(
    PolicyRef changed,
    Optional<PolicyRef> before,
    Instant holdsFrom,
    List<Effect> effects,
    List<TenantEffect> tenants) {
  public Forecast {
    effects = List.copyOf(effects);
    tenants = List.copyOf(tenants);
  }

  /** Whether every store answered. */
  public boolean isCertain() {
    return effects.stream().allMatch(effect -> effect.counts().isPresent());
  }
}
