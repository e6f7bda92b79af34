package io.palimpsest.stores.internal.sql;

import io.palimpsest.evidence.note.SigningKey;
import io.palimpsest.evidence.note.VerifierKey;
import io.palimpsest.platform.evidence.EvidenceKeys;
import io.palimpsest.platform.keys.RootKey;
import io.palimpsest.platform.keys.RootKeyUse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The keys of a region's logs in MySQL, each sealed under the root key. Thread-safe. */
public final class SqlEvidenceKeys implements EvidenceKeys, RootKeyUse {
  private static final String COLUMNS = "SELECT log_year, verifier, sealed FROM evidence_key ";

  private final Database database;
  private final RootKey root;

  public SqlEvidenceKeys(Database database, RootKey root) {
    this.database = database;
    this.root = root;
  }

  @Override
  public SigningKey signing(int year, String origin) {
    return find(year)
        .orElseGet(
            () -> {
              insert(year, SigningKey.generate(origin));
              return find(year).orElseThrow(); // of two that begin together, the first one's
            })
        .open(root);
  }

  @Override
  public Optional<VerifierKey> verifier(int year) {
    return find(year).map(row -> VerifierKey.parse(row.verifier));
  }

  @Override
  public String name() {
    return database.name() + ", evidence";
  }

  @Override
  public Count count() {
    List<Row> all = rows("");
    int newest = (int) all.stream().filter(row -> root.isNewest(row.sealed)).count();
    return new Count(newest, all.size() - newest);
  }

  @Override
  public int sealAnew() {
    int sealed = 0;
    for (Row row : rows("")) {
      if (!root.isNewest(row.sealed)) {
        byte[] anew = seal(row.open(root));
        sealed +=
            database.transaction(
                "seal a log's key",
                connection ->
                    Sql.update(
                        connection,
                        "UPDATE evidence_key SET sealed = ? WHERE log_year = ? AND sealed = ?",
                        anew,
                        row.year,
                        row.sealed));
      }
    }
    return sealed;
  }

  private void insert(int year, SigningKey key) {
    byte[] sealed = seal(key);
    database.transaction(
        "make a log's key",
        connection ->
            Sql.update(
                connection,
                "INSERT INTO evidence_key (log_year, verifier, sealed) VALUES (?, ?, ?)"
                    + " ON DUPLICATE KEY UPDATE log_year = log_year",
                year,
                key.verifier().toString(),
                sealed));
  }

  private byte[] seal(SigningKey key) {
    return root.seal(
        key.secret().getBytes(StandardCharsets.US_ASCII), context(key.verifier().toString()));
  }

  /** What a sealed key is bound to. */
  public static String context(String verifier) {
    return "evidence key " + verifier;
  }

  private Optional<Row> find(int year) {
    return rows("WHERE log_year = ?", year).stream().findFirst();
  }

  private List<Row> rows(String where, Object... values) {
    return database.transaction(
        "read the keys of logs", connection -> rows(connection, where, values));
  }

  private static List<Row> rows(Connection connection, String where, Object... values)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(COLUMNS + where)) {
      Sql.setAll(statement, values);
      try (ResultSet rows = statement.executeQuery()) {
        List<Row> found = new ArrayList<>();
        while (rows.next()) {
          found.add(new Row(rows.getInt(1), rows.getString(2), rows.getBytes(3)));
        }
        return found;
      }
    }
  }

  private record Row(int year, String verifier, byte[] sealed) {
    SigningKey open(RootKey root) {
      byte[] secret = root.unseal(sealed, context(verifier));
      return SigningKey.parse(new String(secret, StandardCharsets.US_ASCII));
    }
  }
}
