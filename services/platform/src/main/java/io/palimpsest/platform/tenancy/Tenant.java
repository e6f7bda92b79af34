package io.palimpsest.platform.tenancy;

/**
 * A customer. What it agreed to stands in its consent history.
 *
 * @param policy id of the policy module its data is kept under, such as {@code tencent-ocr}
 */
public record Tenant(TenantId id, String name, State state, String policy) {

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
