package io.palimpsest.standalone.config;

import io.palimpsest.platform.tenancy.Region;
import io.palimpsest.stores.DatabaseSettings;
import io.palimpsest.stores.ObjectStoreSettings;
import java.net.URI;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The stores of an installation and what else a start must know.
 *
 * @param rootKeyFile under which tenants' secrets are encrypted; never in a database
 * @param control the database of tenants, AppIDs and keys
 * @param regions at least one; the first is the one that AppIDs get by default
 * @param policy id of the policy module that its tenants' data is kept under
 * @param policies the operator's own modules beside those that ship
 * @param settings of the services, by their full names, such as {@code palimpsest.api.host}
 */
public record Installation(
    Path rootKeyFile,
    DatabaseSettings control,
    List<RegionConfig> regions,
    String policy,
    Optional<Path> policies,
    Map<String, Object> settings) {
  /** Where nothing else is asked for. */
  public static final String DEFAULT_POLICY = "tencent-ocr";

  public Installation {
    regions = List.copyOf(regions);
    settings = Map.copyOf(settings);
    if (regions.isEmpty()) {
      throw new IllegalArgumentException("regions: at least one is needed");
    }
  }

  /**
   * One region's stores.
   *
   * @param zone whose midnights end its days
   * @param authorization of Elasticsearch
   */
  public record RegionConfig(
      Region region,
      ZoneId zone,
      DatabaseSettings database,
      ObjectStoreSettings objects,
      URI log,
      Optional<String> authorization) {}
}
