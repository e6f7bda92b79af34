package io.palimpsest.stores.internal.control;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.Optional;

/** Reads and writes tenants. */
@JdbcRepository(dialect = Dialect.MYSQL, dataSource = "control")
interface TenantRows extends GenericRepository<TenantRow, String> {

  Optional<TenantRow> findById(String id);

  @Query("SELECT * FROM tenant ORDER BY id")
  List<TenantRow> all();

  @Query(
      """
      INSERT INTO tenant (id, name, state, policy, suspended_at, suspended_by, suspended_why)
      VALUES (:id, :name, :state, :policy, :suspendedAt, :suspendedBy, :suspendedWhy)
      ON DUPLICATE KEY UPDATE name = VALUES(name), state = VALUES(state), policy = VALUES(policy),
        suspended_at = VALUES(suspended_at), suspended_by = VALUES(suspended_by),
        suspended_why = VALUES(suspended_why)
      """)
  void put(TenantRow row);
}
