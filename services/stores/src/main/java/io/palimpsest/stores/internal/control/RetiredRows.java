package io.palimpsest.stores.internal.control;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;

/** Reads tombstones and adds to them. */
@JdbcRepository(dialect = Dialect.MYSQL, dataSource = "control")
interface RetiredRows extends GenericRepository<RetiredRow, String> {

  @Query("SELECT * FROM retired_tenant ORDER BY retired_at, salt")
  List<RetiredRow> tenants();

  @Query(
      """
      INSERT INTO retired_tenant (salt, hash, retired_at, other_name)
      VALUES (:salt, :hash, :retiredAt, :otherName) ON DUPLICATE KEY UPDATE salt = salt
      """)
  void put(RetiredRow row);

  @Query("UPDATE retired_tenant SET other_name = :otherName WHERE salt = :salt")
  void name(String salt, String otherName);

  @Query("SELECT app_id FROM retired_app_id ORDER BY retired_at, app_id")
  List<Long> apps();

  @Query("SELECT retired_at FROM retired_app_id WHERE app_id = :appId")
  List<Instant> at(long appId);

  @Query(
      """
      INSERT INTO retired_app_id (app_id, retired_at) VALUES (:appId, :at)
      ON DUPLICATE KEY UPDATE app_id = app_id
      """)
  void put(long appId, Instant at);

  @Query("DELETE FROM credential WHERE app_id = :appId")
  void eraseKeys(long appId);
}
