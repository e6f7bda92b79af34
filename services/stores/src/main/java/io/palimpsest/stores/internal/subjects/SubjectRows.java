package io.palimpsest.stores.internal.subjects;

import io.palimpsest.platform.subjects.Names;
import io.palimpsest.platform.subjects.Pseudonym;
import io.palimpsest.platform.subjects.Subject;
import io.palimpsest.platform.subjects.SubjectState;
import io.palimpsest.platform.tenancy.TenantId;
import io.palimpsest.stores.internal.sql.Sql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The rows of subjects and of what leads to them. */
final class SubjectRows {
  private static final String BY_NAMES =
      "SELECT DISTINCT s.id, s.restricted, s.created_at FROM subject_alias a"
          + " JOIN subject s ON s.id = a.subject_id AND s.tenant_id = a.tenant_id"
          + " WHERE a.tenant_id = ? AND (%s)%s ORDER BY s.created_at, s.id";

  private static final String WITHOUT_REFERENCE =
      " AND NOT EXISTS (SELECT 1 FROM subject_alias r"
          + " WHERE r.subject_id = s.id AND r.reference IS NOT NULL)";

  private SubjectRows() {}

  /** The subjects that any of the names leads to, the oldest first. */
  static List<SubjectState> find(
      Connection connection, TenantId tenant, Collection<Pseudonym> names) throws SQLException {
    return find(connection, tenant, names, "");
  }

  /**
   * The subject that a call's data belongs to, its row locked; made when there is none.
   *
   * @throws Raced when another transaction was faster
   */
  static Subject place(Connection connection, TenantId tenant, Names names, Instant now)
      throws SQLException {
    Optional<Subject> found = owner(connection, tenant, names);
    Subject subject = found.orElseGet(() -> new Subject(tenant, UUID.randomUUID()));
    if (found.isEmpty()) {
      Sql.update(
          connection,
          "INSERT INTO subject (id, tenant_id, restricted, created_at) VALUES (?, ?, FALSE, ?)",
          Ids.bytes(subject.id()),
          tenant.value(),
          Sql.utc(now));
    } else if (!lock(connection, subject)) {
      throw new Raced("the subject was erased");
    }
    addAliases(connection, subject, names);
    return subject;
  }

  /** Locks the subject's row until the transaction ends; false when there is none. */
  static boolean lock(Connection connection, Subject subject) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT id FROM subject WHERE id = ? AND tenant_id = ? FOR UPDATE")) {
      Sql.setAll(statement, Ids.bytes(subject.id()), subject.tenant().value());
      try (ResultSet row = statement.executeQuery()) {
        return row.next();
      }
    }
  }

  /** All that leads to a subject. */
  static List<Pseudonym> names(Connection connection, Subject subject) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT reference IS NOT NULL, key_version, LOWER(HEX(pseudonym)) FROM subject_alias"
                + " WHERE subject_id = ? AND tenant_id = ?")) {
      Sql.setAll(statement, Ids.bytes(subject.id()), subject.tenant().value());
      try (ResultSet rows = statement.executeQuery()) {
        List<Pseudonym> names = new ArrayList<>();
        while (rows.next()) {
          Pseudonym.Kind kind =
              rows.getBoolean(1) ? Pseudonym.Kind.REFERENCE : Pseudonym.Kind.DOCUMENT;
          names.add(new Pseudonym(kind, rows.getInt(2), rows.getString(3)));
        }
        return names;
      }
    }
  }

  /** Whether there is such a subject, whose ever it is. */
  static boolean exists(Connection connection, UUID subject) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("SELECT 1 FROM subject WHERE id = ?")) {
      statement.setBytes(1, Ids.bytes(subject));
      try (ResultSet row = statement.executeQuery()) {
        return row.next();
      }
    }
  }

  /** Sets the flag; false when there is no such subject. */
  static boolean restrict(Connection connection, Subject subject, boolean restricted)
      throws SQLException {
    if (!lock(connection, subject)) {
      return false;
    }
    Sql.update(
        connection,
        "UPDATE subject SET restricted = ? WHERE id = ?",
        restricted,
        Ids.bytes(subject.id()));
    return true;
  }

  private static Optional<Subject> owner(Connection connection, TenantId tenant, Names names)
      throws SQLException {
    if (names.reference().isEmpty()) {
      return first(find(connection, tenant, names.document(), ""));
    }
    Optional<Subject> referred = first(find(connection, tenant, names.reference(), ""));
    return referred.isPresent() || names.document().isEmpty()
        ? referred
        : first(find(connection, tenant, names.document(), WITHOUT_REFERENCE));
  }

  private static Optional<Subject> first(List<SubjectState> found) {
    return found.stream().findFirst().map(SubjectState::subject);
  }

  private static List<SubjectState> find(
      Connection connection, TenantId tenant, Collection<Pseudonym> names, String condition)
      throws SQLException {
    if (names.isEmpty()) {
      return List.of();
    }
    String any =
        String.join(
            " OR ", Collections.nCopies(names.size(), "(a.key_version = ? AND a.pseudonym = ?)"));
    List<Object> values = new ArrayList<>(List.of(tenant.value()));
    for (Pseudonym name : names) {
      values.add(name.keyVersion());
      values.add(name.bytes());
    }
    try (PreparedStatement statement =
        connection.prepareStatement(BY_NAMES.formatted(any, condition))) {
      Sql.setAll(statement, values.toArray());
      try (ResultSet rows = statement.executeQuery()) {
        List<SubjectState> found = new ArrayList<>();
        while (rows.next()) {
          found.add(
              new SubjectState(
                  new Subject(tenant, Ids.uuid(rows.getBytes(1))),
                  rows.getBoolean(2),
                  Sql.instant(rows.getObject(3, LocalDateTime.class))));
        }
        return found;
      }
    }
  }

  private static void addAliases(Connection connection, Subject subject, Names names)
      throws SQLException {
    List<Pseudonym> missing = missing(connection, subject, names);
    if (missing.isEmpty()) {
      return;
    }
    List<Object> values = new ArrayList<>();
    for (Pseudonym name : missing) {
      values.add(subject.tenant().value());
      values.add(name.keyVersion());
      values.add(name.bytes());
      values.add(Ids.bytes(subject.id()));
      values.add(name.kind() == Pseudonym.Kind.REFERENCE ? name.bytes() : null);
    }
    String sql =
        "INSERT INTO subject_alias (tenant_id, key_version, pseudonym, subject_id, reference) VALUES "
            + Sql.rows(missing.size(), 5);
    try {
      Sql.update(connection, sql, values.toArray());
    } catch (SQLIntegrityConstraintViolationException e) {
      throw new Raced("another call of the same end user was faster");
    }
  }

  /** The names that do not lead to the subject yet. */
  private static List<Pseudonym> missing(Connection connection, Subject subject, Names names)
      throws SQLException {
    Set<String> there = new HashSet<>();
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT key_version, LOWER(HEX(pseudonym)) FROM subject_alias WHERE subject_id = ?")) {
      statement.setBytes(1, Ids.bytes(subject.id()));
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          there.add(rows.getInt(1) + " " + rows.getString(2));
        }
      }
    }
    return names.all().stream()
        .filter(name -> !there.contains(name.keyVersion() + " " + name.hash()))
        .toList();
  }
}
