package io.palimpsest.platform.offboarding;

import io.palimpsest.platform.tenancy.AppId;
import io.palimpsest.platform.tenancy.TenantId;

/** Who leaves. */
public sealed interface Leaver {

  /** Whose it is; once a tenant is gone, the name without a meaning that stands in its place. */
  TenantId tenant();

  /** A tenant with all that it has. */
  record OfTenant(TenantId tenant) implements Leaver {}

  /** One AppID of a tenant that stays. */
  record OfApplication(TenantId tenant, AppId appId) implements Leaver {}

  /**
   * The account of one admin of a tenant that stays.
   *
   * @param email {@link Departure#ERASED} once it is gone
   */
  record OfAccount(TenantId tenant, String email) implements Leaver {
    /** Never the address. */
    @Override
    public String toString() {
      return "OfAccount[" + tenant + "]";
    }
  }

  /** For people, such as {@code tenant acme}; names nobody. */
  default String text() {
    return switch (this) {
      case OfTenant(TenantId tenant) -> "tenant " + tenant;
      case OfApplication(_, AppId appId) -> "AppID " + appId;
      case OfAccount(TenantId tenant, _) -> "an account of " + tenant;
    };
  }
}
