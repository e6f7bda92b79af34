package io.palimpsest.stores.internal.control;

import io.micronaut.context.annotation.Requires;
import io.micronaut.transaction.TransactionOperations;
import io.palimpsest.platform.error.StoreUnavailable;
import io.palimpsest.platform.keys.RootKey;
import io.palimpsest.platform.keys.RootKeyUse;
import io.palimpsest.stores.internal.sql.Database;
import io.palimpsest.stores.internal.sql.Sql;
import io.palimpsest.stores.internal.sql.SqlEvidenceKeys;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Tenants' secrets, keys of receipts and of evidence logs, and the known text, all under the root
 * key. Thread-safe.
 */
@Singleton
@Requires(beans = RootKey.class)
public final class ControlRootKeyUse implements RootKeyUse {
  private static final String NAME = "control";

  private final TransactionOperations<Connection> transactions;
  private final RootKey root;

  ControlRootKeyUse(
      @Named("control") TransactionOperations<Connection> transactions, RootKey root) {
    this.transactions = transactions;
    this.root = root;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Count count() {
    List<Secret> all = secrets("count secrets");
    int newest = (int) all.stream().filter(secret -> root.isNewest(secret.sealed)).count();
    return new Count(newest, all.size() - newest);
  }

  @Override
  public int sealAnew() {
    int done = 0;
    for (Secret secret : secrets("list secrets")) {
      if (!root.isNewest(secret.sealed)) {
        byte[] anew = root.seal(root.unseal(secret.sealed, secret.context), secret.context);
        done += replace(secret, anew);
      }
    }
    return done;
  }

  /**
   * One ciphertext.
   *
   * @param update takes the new one, {@code key} and the old one
   */
  private record Secret(String update, Object key, byte[] sealed, String context) {}

  private List<Secret> secrets(String asked) {
    return ask(
        asked,
        connection -> {
          List<Secret> all = new ArrayList<>();
          read(
              connection,
              "SELECT only_row, sealed FROM root_key_check",
              "UPDATE root_key_check SET sealed = ? WHERE only_row = ? AND sealed = ?",
              _ -> KeyGuard.CONTEXT,
              all);
          read(
              connection,
              "SELECT secret_id, secret_key FROM credential",
              "UPDATE credential SET secret_key = ? WHERE secret_id = ? AND secret_key = ?",
              id -> id,
              all);
          read(
              connection,
              "SELECT secret_id, token FROM credential WHERE token IS NOT NULL",
              "UPDATE credential SET token = ? WHERE secret_id = ? AND token = ?",
              id -> id + " token",
              all);
          read(
              connection,
              "SELECT x, sealed FROM receipt_key",
              "UPDATE receipt_key SET sealed = ? WHERE x = ? AND sealed = ?",
              ReceiptKeyRow::context,
              all);
          read(
              connection,
              "SELECT verifier, sealed FROM evidence_key",
              "UPDATE evidence_key SET sealed = ? WHERE verifier = ? AND sealed = ?",
              SqlEvidenceKeys::context,
              all);
          return all;
        });
  }

  private static void read(
      Connection connection,
      String select,
      String update,
      UnaryOperator<String> context,
      List<Secret> into)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(select);
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        String key = rows.getString(1);
        into.add(new Secret(update, key, rows.getBytes(2), context.apply(key)));
      }
    }
  }

  private int replace(Secret secret, byte[] anew) {
    return ask(
        "seal a secret anew",
        connection -> Sql.update(connection, secret.update, anew, secret.key, secret.sealed));
  }

  private <T> T ask(String asked, Database.Work<T> work) {
    try {
      return transactions.executeWrite(status -> work.in(status.getConnection()));
    } catch (RuntimeException e) {
      throw new StoreUnavailable(NAME, asked, e);
    }
  }
}
