package io.palimpsest.stores.internal.control;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.Collection;
import java.util.List;

/** Reads, adds and erases lines of what tenants are told of their data's handling. */
@JdbcRepository(dialect = Dialect.MYSQL, dataSource = "control")
interface OversightRows extends GenericRepository<OversightRow, String> {

  @Query("SELECT * FROM oversight_act WHERE tenant_id = :tenantId ORDER BY number")
  List<OversightRow> ofTenant(String tenantId);

  @Query(
      """
      INSERT INTO oversight_act (id, tenant_id, region, done_by, capacity, reason, done_at, call_id,
        data_class, items, authority, basis)
      VALUES (:id, :tenantId, :region, :doneBy, :capacity, :reason, :doneAt, :callId, :dataClass,
        :items, :authority, :basis)
      """)
  void add(OversightRow row);

  /** Notes which leaf tells of a line. */
  @Query("UPDATE oversight_act SET leaf_hash = :hash WHERE id = :id")
  void told(String id, byte[] hash);

  @Query("DELETE FROM oversight_act WHERE tenant_id = :tenantId AND id IN (:ids)")
  int erase(String tenantId, Collection<String> ids);
}
