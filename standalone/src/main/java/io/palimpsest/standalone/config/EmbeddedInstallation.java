package io.palimpsest.standalone.config;

import io.palimpsest.embedded.StoreAddresses;
import io.palimpsest.platform.tenancy.Region;
import io.palimpsest.standalone.config.Installation.RegionConfig;
import io.palimpsest.stores.DatabaseSettings;
import io.palimpsest.stores.ObjectStoreSettings;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Two regions and a control plane on the stores that we started ourselves. */
public final class EmbeddedInstallation {
  private EmbeddedInstallation() {}

  /** Singapore, where calls go that name no region, and Frankfurt. */
  public static Installation on(
      StoreAddresses addresses, Path rootKeyFile, String policy, Optional<Path> policies) {
    return new Installation(
        rootKeyFile,
        database(addresses, "palimpsest_control"),
        List.of(
            region(addresses, "ap-singapore", "Asia/Singapore"),
            region(addresses, "eu-frankfurt", "Europe/Berlin")),
        policy,
        policies,
        Map.of());
  }

  private static RegionConfig region(StoreAddresses addresses, String name, String zone) {
    return new RegionConfig(
        new Region(name),
        ZoneId.of(zone),
        database(addresses, "palimpsest_" + name.replace('-', '_')),
        new ObjectStoreSettings(
            addresses.objectEndpoint(), addresses.objectAccessKey(), addresses.objectSecretKey()),
        addresses.logUrl(),
        Optional.empty());
  }

  private static DatabaseSettings database(StoreAddresses addresses, String schema) {
    return new DatabaseSettings(
        addresses.databaseServer() + schema,
        addresses.databaseUser(),
        addresses.databasePassword());
  }
}
