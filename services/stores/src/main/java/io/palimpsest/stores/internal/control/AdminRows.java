package io.palimpsest.stores.internal.control;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.Optional;

/** Reads and writes accounts of admins. */
@JdbcRepository(dialect = Dialect.MYSQL, dataSource = "control")
interface AdminRows extends GenericRepository<AdminRow, String> {

  Optional<AdminRow> findByEmail(String email);

  @Query("SELECT * FROM admin_account WHERE tenant_id = :tenantId ORDER BY email")
  List<AdminRow> ofTenant(String tenantId);

  /** The tenant stays: an address never moves to another. */
  @Query(
      """
      INSERT INTO admin_account (email, tenant_id, capacity, role, password_hash, enabled, created_at)
      VALUES (:email, :tenantId, :capacity, :role, :passwordHash, :enabled, :createdAt)
      ON DUPLICATE KEY UPDATE capacity = VALUES(capacity), role = VALUES(role),
        password_hash = VALUES(password_hash), enabled = VALUES(enabled)
      """)
  void put(AdminRow row);
}
