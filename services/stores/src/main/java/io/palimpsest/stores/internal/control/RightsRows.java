package io.palimpsest.stores.internal.control;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Reads and writes requests of end users, and which consents they took back. */
@JdbcRepository(dialect = Dialect.MYSQL, dataSource = "control")
interface RightsRows extends GenericRepository<RightsRow, String> {

  Optional<RightsRow> findByTenantIdAndId(String tenantId, String id);

  @Query("SELECT * FROM rights_request WHERE tenant_id = :tenantId ORDER BY number")
  List<RightsRow> ofTenant(String tenantId);

  @Query(
      """
      INSERT INTO rights_request (id, tenant_id, kind, purpose, entered_by, capacity, verified_by,
        verified_how, received_at, due_at, parts)
      VALUES (:id, :tenantId, :kind, :purpose, :enteredBy, :capacity, :verifiedBy, :verifiedHow,
        :receivedAt, :dueAt, :parts)
      ON DUPLICATE KEY UPDATE parts = VALUES(parts)
      """)
  void put(RightsRow row);

  @Query("DELETE FROM rights_request WHERE tenant_id = :tenantId AND id IN (:ids)")
  int erase(String tenantId, Collection<String> ids);

  @Query(
      """
      INSERT INTO withdrawn_consent (tenant_id, region, pseudonym, purpose, withdrawn_at)
      VALUES (:tenantId, :region, :pseudonym, :purpose, :at)
      ON DUPLICATE KEY UPDATE withdrawn_at = withdrawn_at
      """)
  void withdraw(String tenantId, String region, String pseudonym, String purpose, Instant at);

  @Query(
      """
      DELETE FROM withdrawn_consent
      WHERE tenant_id = :tenantId AND region = :region AND pseudonym = :pseudonym AND purpose = :purpose
      """)
  void giveAgain(String tenantId, String region, String pseudonym, String purpose);

  @Query(
      """
      SELECT COUNT(*) FROM withdrawn_consent
      WHERE tenant_id = :tenantId AND region = :region AND purpose = :purpose AND pseudonym IN (:pseudonyms)
      """)
  long withdrawn(String tenantId, String region, String purpose, List<String> pseudonyms);
}
