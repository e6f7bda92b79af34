package io.palimpsest.platform.tenancy;

import java.util.Optional;

/**
 * A customer. What it agreed to stands in its consent history.
 *
 * @param policy id of the policy module its data is kept under, such as {@code tencent-ocr}
 * @param suspension why it is not served, where the operator decided so; empty while it is
 */
public record Tenant(
    TenantId id, String name, State state, String policy, Optional<Suspension> suspension) {

  /** Of which nothing was said. */
  public Tenant(TenantId id, String name, State state, String policy) {
    this(id, name, state, policy, Optional.empty());
  }

  /** The same, under another policy. */
  public Tenant under(String other) {
    return new Tenant(id, name, state, other, suspension);
  }

  /** The same, not served any more. */
  public Tenant suspended(State why, Suspension since) {
    return new Tenant(id, name, why, policy, Optional.of(since));
  }

  /** The same, served. */
  public Tenant served() {
    return new Tenant(id, name, State.ACTIVE, policy, Optional.empty());
  }

  /** Whether a tenant is served. */
  public enum State {
    ACTIVE,
    /** Owes money: calls are refused until it is paid. */
    IN_ARREARS,
    /** Switched off by the operator. */
    DISABLED,
    /** It is leaving: calls are refused, and what is its own will be erased. */
    LEAVING,
    /** It left: what stands here leads to nobody. */
    GONE
  }
}
