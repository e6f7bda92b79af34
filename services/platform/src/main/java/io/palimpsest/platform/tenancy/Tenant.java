package io.palimpsest.platform.tenancy;

import java.util.Optional;

/**
 * A customer.
 *
 * @param policy id of the policy module its data is kept under, such as {@code tencent-ocr}
 * @param acceptance the version it accepted last; without one no call is admitted
 */
public record Tenant(
    TenantId id, String name, State state, String policy, Optional<PolicyAcceptance> acceptance) {

  /** Whether a tenant is served. */
  public enum State {
    ACTIVE,
    /** Owes money: calls are refused until it is paid. */
    IN_ARREARS,
    /** Switched off by the operator. */
    DISABLED
  }
}
