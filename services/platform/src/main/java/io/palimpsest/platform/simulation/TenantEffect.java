package io.palimpsest.platform.simulation;

import io.palimpsest.platform.tenancy.AppId;
import io.palimpsest.platform.tenancy.TenantId;
import io.palimpsest.policy.decision.Refusal;
import java.util.List;

/**
 * What the changed policy asks of one tenant.
 *
 * @param mustAccept whether all its calls would be refused until an admin accepts
 * @param objected whether it objected already
 * @param refused calls that run as things stand and would not, even once it was accepted
 */
public record TenantEffect(
    TenantId tenant, boolean mustAccept, boolean objected, List<Refused> refused) {
  public TenantEffect {
    refused = List.copyOf(refused);
  }

  /**
   * Calls that would be refused for the same reason.
   *
   * @param message what is missing, as the first of them would be told
   */
  public record Refused(
      AppId appId, String region, Refusal.Reason reason, List<String> actions, String message) {
    public Refused {
      actions = List.copyOf(actions);
    }
  }
}
