package io.palimpsest.stores.internal.control;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads consent histories and adds to them; there is no way to change one, only to erase what is
 * over.
 */
@JdbcRepository(dialect = Dialect.MYSQL, dataSource = "control")
interface ConsentRows extends GenericRepository<ConsentRow, Long> {

  @Query("SELECT * FROM consent_entry WHERE tenant_id = :tenantId ORDER BY number")
  List<ConsentRow> ofTenant(String tenantId);

  /** What was said of the tenant, and of this one of its AppIDs. */
  @Query(
      """
      SELECT * FROM consent_entry
      WHERE tenant_id = :tenantId AND (app_id IS NULL OR app_id = :appId) ORDER BY number
      """)
  List<ConsentRow> ofApplication(String tenantId, long appId);

  @Query(
      """
      INSERT INTO consent_entry (tenant_id, app_id, said_at, said_by, capacity, kind, body, salt)
      VALUES (:tenantId, :appId, :saidAt, :saidBy, :capacity, :kind, :body, :salt)
      """)
  void add(
      String tenantId,
      @Nullable Long appId,
      Instant saidAt,
      String saidBy,
      String capacity,
      String kind,
      String body,
      byte[] salt);

  /** Notes which leaf tells of a line. */
  @Query("UPDATE consent_entry SET leaf_hash = :hash WHERE number = :number")
  void told(long number, byte[] hash);

  @Query(
      """
      SELECT * FROM consent_entry revoked WHERE revoked.kind = 'revoked' AND NOT EXISTS (
        SELECT 1 FROM consent_entry cleared WHERE cleared.kind = 'cleared'
          AND cleared.tenant_id = revoked.tenant_id AND cleared.app_id = revoked.app_id
          AND JSON_VALUE(cleared.body, '$.attestation') = JSON_VALUE(revoked.body, '$.attestation'))
      ORDER BY revoked.number
      """)
  List<ConsentRow> openRevocations();

  @Query("DELETE FROM consent_entry WHERE tenant_id = :tenantId AND number IN (:numbers)")
  int erase(String tenantId, Collection<Long> numbers);

  @Query("SELECT MAX(number) FROM consent_entry WHERE tenant_id = :tenantId")
  long newest(String tenantId);
}
