package io.palimpsest.platform.tenancy;

import java.util.List;
import java.util.Set;

/**
 * One AppID of a tenant, with what it may do.
 *
 * @param defaultRegion where calls go that name no region
 * @param regions where calls may go; holds {@code defaultRegion}
 * @param unsignedPayload whether {@code UNSIGNED-PAYLOAD} signatures are accepted
 * @param allowedNetworks CIDR blocks that may call; empty means any
 * @param blockedNetworks CIDR blocks that may not
 * @param limits rates and quotas that differ from the interface's own
 */
public record Application(
    AppId appId,
    TenantId tenant,
    String name,
    Region defaultRegion,
    Set<Region> regions,
    boolean unsignedPayload,
    List<String> allowedNetworks,
    List<String> blockedNetworks,
    List<CallLimit> limits) {
  public Application {
    regions = Set.copyOf(regions);
    allowedNetworks = List.copyOf(allowedNetworks);
    blockedNetworks = List.copyOf(blockedNetworks);
    limits = List.copyOf(limits);
    Networks.check(allowedNetworks);
    Networks.check(blockedNetworks);
    if (!regions.contains(defaultRegion)) {
      throw new IllegalArgumentException("regions must hold the default region " + defaultRegion);
    }
  }
}
