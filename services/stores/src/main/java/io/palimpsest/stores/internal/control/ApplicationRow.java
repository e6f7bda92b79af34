package io.palimpsest.stores.internal.control;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.palimpsest.platform.tenancy.AppId;
import io.palimpsest.platform.tenancy.Application;
import io.palimpsest.platform.tenancy.Region;
import io.palimpsest.platform.tenancy.TenantId;
import java.util.List;
import java.util.stream.Collectors;

/** A row of {@code application}. Lists are JSON. */
@MappedEntity("application")
record ApplicationRow(
    @Id long appId,
    String tenantId,
    String name,
    String defaultRegion,
    String regions,
    boolean unsignedPayload,
    String allowedNetworks,
    String blockedNetworks,
    String limits) {

  static ApplicationRow of(Application application) {
    List<String> regions = application.regions().stream().map(Region::name).sorted().toList();
    return new ApplicationRow(
        application.appId().value(),
        application.tenant().value(),
        application.name(),
        application.defaultRegion().name(),
        JsonColumns.write(regions),
        application.unsignedPayload(),
        JsonColumns.write(application.allowedNetworks()),
        JsonColumns.write(application.blockedNetworks()),
        JsonColumns.writeLimits(application.limits()));
  }

  Application toApplication() {
    return new Application(
        new AppId(appId),
        new TenantId(tenantId),
        name,
        new Region(defaultRegion),
        JsonColumns.read(regions).stream().map(Region::new).collect(Collectors.toSet()),
        unsignedPayload,
        JsonColumns.read(allowedNetworks),
        JsonColumns.read(blockedNetworks),
        JsonColumns.readLimits(limits));
  }
}
