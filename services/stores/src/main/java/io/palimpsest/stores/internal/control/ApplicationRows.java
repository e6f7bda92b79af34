package io.palimpsest.stores.internal.control;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.Optional;

/** Reads and writes AppIDs, and counts them out. */
@JdbcRepository(dialect = Dialect.MYSQL, dataSource = "control")
interface ApplicationRows extends GenericRepository<ApplicationRow, Long> {

  Optional<ApplicationRow> findByAppId(long appId);

  @Query("SELECT * FROM application WHERE tenant_id = :tenantId ORDER BY app_id")
  List<ApplicationRow> ofTenant(String tenantId);

  @Query(
      """
      INSERT INTO application (app_id, tenant_id, name, default_region, regions, unsigned_payload,
        allowed_networks, blocked_networks, limits)
      VALUES (:appId, :tenantId, :name, :defaultRegion, :regions, :unsignedPayload,
        :allowedNetworks, :blockedNetworks, :limits)
      ON DUPLICATE KEY UPDATE tenant_id = VALUES(tenant_id), name = VALUES(name),
        default_region = VALUES(default_region), regions = VALUES(regions),
        unsigned_payload = VALUES(unsigned_payload), allowed_networks = VALUES(allowed_networks),
        blocked_networks = VALUES(blocked_networks), limits = VALUES(limits)
      """)
  void put(ApplicationRow row);

  @Query("UPDATE app_id_sequence SET last_given = last_given + 1")
  void step();

  @Query("SELECT last_given FROM app_id_sequence")
  long lastGiven();
}
