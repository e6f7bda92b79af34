package io.palimpsest.stores.internal.control;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Reads and writes keys, and the epoch that tells of changes. */
@JdbcRepository(dialect = Dialect.MYSQL, dataSource = "control")
interface CredentialRows extends GenericRepository<CredentialRow, String> {

  Optional<CredentialRow> findBySecretId(String secretId);

  @Query("SELECT * FROM credential WHERE app_id = :appId ORDER BY created_at, secret_id")
  List<CredentialRow> ofApplication(long appId);

  @Query(
      """
      INSERT INTO credential (secret_id, app_id, secret_key, token, enabled, created_at, expires_at, actions)
      VALUES (:secretId, :appId, :secretKey, :token, :enabled, :createdAt, :expiresAt, :actions)
      ON DUPLICATE KEY UPDATE app_id = VALUES(app_id), secret_key = VALUES(secret_key), token = VALUES(token),
        enabled = VALUES(enabled), created_at = VALUES(created_at), expires_at = VALUES(expires_at),
        actions = VALUES(actions)
      """)
  void put(CredentialRow row);

  @Query("DELETE FROM credential WHERE expires_at < :before")
  int eraseExpired(Instant before);

  @Query("UPDATE epoch SET value = value + 1")
  void raiseEpoch();

  /** Notes whom the change concerns that the epoch was just raised for. */
  @Query("INSERT INTO control_change (epoch, tenant_id) SELECT value, :tenantId FROM epoch")
  void noteChange(String tenantId);

  @Query("DELETE FROM control_change WHERE epoch <= (SELECT value FROM epoch) - :kept")
  void forgetChanges(long kept);

  @Query("SELECT tenant_id FROM control_change WHERE epoch > :after AND epoch <= :until")
  List<String> changes(long after, long until);

  @Query("SELECT value FROM epoch")
  long epoch();
}
