package io.palimpsest.stores.internal.control;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;

/** What the leaving of a tenant, an AppID or an admin changes in the tables of accounts. */
@JdbcRepository(dialect = Dialect.MYSQL, dataSource = "control")
interface AccountRows extends GenericRepository<TenantRow, String> {

  @Query("SELECT state FROM tenant WHERE id = :id")
  List<String> state(String id);

  @Query("UPDATE tenant SET state = :state WHERE id = :id")
  void setState(String id, String state);

  @Query("SELECT app_id FROM application WHERE tenant_id = :tenantId")
  List<Long> apps(String tenantId);

  @Query("SELECT secret_id FROM credential WHERE app_id = :appId AND enabled")
  List<String> goodKeys(long appId);

  @Query("UPDATE credential SET enabled = :enabled WHERE secret_id = :secretId")
  void setEnabled(String secretId, boolean enabled);

  /** A tenant without a name, in the place of one that has one. */
  @Query(
      """
      INSERT INTO tenant (id, name, state, policy)
      SELECT :other, :erased, 'GONE', policy FROM tenant WHERE id = :id
      ON DUPLICATE KEY UPDATE state = 'GONE'
      """)
  void addNameless(String id, String other, String erased);

  @Query(
      """
      UPDATE consent_entry SET tenant_id = :other, said_by = :saidBy, body = :body
      WHERE number = :number
      """)
  void forgetWhoSaid(long number, String other, String saidBy, String body);

  @Query(
      """
      UPDATE rights_request SET tenant_id = :other, entered_by = :enteredBy,
        verified_by = :verifiedBy, verified_how = :verifiedHow
      WHERE id = :id
      """)
  void forgetWhoEntered(
      String id, String other, String enteredBy, String verifiedBy, String verifiedHow);

  @Query(
      """
      UPDATE application SET tenant_id = :other, name = :erased, allowed_networks = '[]',
        blocked_networks = '[]', limits = '[]'
      WHERE tenant_id = :id
      """)
  void forgetApps(String id, String other, String erased);

  @Query(
      """
      UPDATE application SET name = :erased, allowed_networks = '[]', blocked_networks = '[]',
        limits = '[]'
      WHERE app_id = :appId
      """)
  void forgetApp(long appId, String erased);

  @Query("UPDATE oversight_act SET tenant_id = :other WHERE tenant_id = :id")
  void moveOversight(String id, String other);

  @Query("DELETE FROM withdrawn_consent WHERE tenant_id = :id")
  void eraseChoices(String id);

  @Query("DELETE FROM admin_account WHERE tenant_id = :id")
  void eraseAdmins(String id);

  @Query("DELETE FROM admin_account WHERE tenant_id = :id AND email = :email")
  void eraseAdmin(String id, String email);

  @Query("DELETE FROM control_change WHERE tenant_id = :id")
  void eraseChanges(String id);

  @Query("DELETE FROM tenant WHERE id = :id")
  void eraseTenant(String id);
}
