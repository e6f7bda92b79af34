package io.palimpsest.platform.tenancy;

/**
 * The account number that calls are metered under. Never used again once its tenant is gone.
 *
 * @param value positive, as shown to the tenant
 */
public record AppId(long value) {
  public AppId {
    if (value <= 0) {
      throw new IllegalArgumentException("AppID must be positive: " + value);
    }
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
