package io.palimpsest.platform.holds;

import io.palimpsest.platform.metering.CallId;
import io.palimpsest.platform.subjects.Pseudonym;
import io.palimpsest.platform.tenancy.AppId;
import io.palimpsest.platform.tenancy.Region;
import io.palimpsest.platform.tenancy.TenantId;
import java.util.List;
import java.util.Map;

/** Whose data a hold keeps. */
public sealed interface HoldScope {

  /** All of a tenant's AppIDs, those that it is given later included. */
  record OfTenant(TenantId tenant) implements HoldScope {}

  /** One AppID. */
  record OfApplication(AppId appId) implements HoldScope {}

  /** One call, in whatever region it was made. */
  record OfCall(CallId callId) implements HoldScope {}

  /**
   * One end user of a tenant: identification data only, since nothing else is known to be theirs.
   *
   * @param names by which each region knows them; what a reference or document was is not kept
   */
  record OfEndUser(TenantId tenant, Map<Region, List<Pseudonym>> names) implements HoldScope {
    public OfEndUser {
      names = Map.copyOf(names);
    }
  }

  /** For people, such as {@code tenant acme}; names no end user. */
  default String text() {
    return switch (this) {
      case OfTenant(TenantId tenant) -> "tenant " + tenant;
      case OfApplication(AppId appId) -> "AppID " + appId;
      case OfCall(CallId callId) -> "call " + callId;
      case OfEndUser(TenantId tenant, var _) -> "an end user of " + tenant;
    };
  }
}
