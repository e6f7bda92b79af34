package io.palimpsest.stores.internal.control;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads and writes who leaves. */
@JdbcRepository(dialect = Dialect.MYSQL, dataSource = "control")
interface DepartureRows extends GenericRepository<DepartureRow, String> {
  String ALL =
      "SELECT id, version, tenant_id, app_id, email, asked_by, capacity, reason, asked_at,"
          + " erase_after, stage, body FROM departure";

  @Query(ALL + " WHERE stage IN ('LEAVING', 'ERASING') ORDER BY number")
  List<DepartureRow> open();

  @Query(ALL + " WHERE tenant_id IN (:names) ORDER BY number")
  List<DepartureRow> of(List<String> names);

  @Query(
      """
      INSERT INTO departure (id, version, tenant_id, app_id, email, asked_by, capacity, reason,
        asked_at, erase_after, stage, body)
      VALUES (:id, :version, :tenantId, :appId, :email, :askedBy, :capacity, :reason, :askedAt,
        :eraseAfter, :stage, :body)
      """)
  void add(DepartureRow row);

  @Query(
      """
      UPDATE departure SET version = version + 1, email = :email, asked_by = :askedBy,
        capacity = :capacity, reason = :reason, stage = :stage, body = :body
      WHERE id = :id AND version = :version
      """)
  int change(
      String id,
      long version,
      @Nullable String email,
      String askedBy,
      String capacity,
      String reason,
      String stage,
      String body);

  /** Whether a tenant leaves. */
  @Query(
      """
      SELECT COUNT(*) FROM departure WHERE stage IN ('LEAVING', 'ERASING')
        AND tenant_id = :tenantId AND app_id IS NULL AND email IS NULL
      """)
  long leavingTenant(String tenantId);

  /** Whether an AppID leaves by itself. */
  @Query("SELECT COUNT(*) FROM departure WHERE stage IN ('LEAVING', 'ERASING') AND app_id = :appId")
  long leavingApp(long appId);

  @Query(
      """
      UPDATE departure SET version = version + 1, tenant_id = :other, email = IF(email IS NULL, NULL, :erased),
        asked_by = :erased, capacity = :erased, reason = :erased
      WHERE tenant_id = :tenantId
      """)
  void forgetTenant(String tenantId, String other, String erased);
}
