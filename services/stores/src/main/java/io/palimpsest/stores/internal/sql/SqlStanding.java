package io.palimpsest.stores.internal.sql;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.palimpsest.platform.backups.Standing;
import io.palimpsest.platform.tenancy.TenantId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** As JSON: rows by table, each column as the database spells it. */
public record SqlStanding(Database database) implements Standing {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TypeReference<Map<String, List<Map<String, String>>>> FORM =
      new TypeReference<>() {};

  /** Behind the name of a column whose value is in hexadecimal. */
  private static final String BINARY = ":hex";

  /** What takes something away; the others give it. */
  private static final String TAKING =
      " AND kind IN ('revoked', 'opted-out', 'objected', 'shortened', 'cleared', 'moved', 'left')";

  private static final List<String> OF_ALL =
      List.of("retired_app_id", "retired_tenant", "departure", "hold_entry");

  @Override
  public List<TenantId> tenants() {
    return database.transaction(
        "list tenants",
        connection ->
            Sql.rows(
                connection,
                "SELECT id FROM tenant ORDER BY id",
                row -> new TenantId(row.getString(1))));
  }

  @Override
  public byte[] of(TenantId tenant) {
    String id = tenant.value();
    return written(
        database.transaction(
            "tell how a tenant stands",
            connection -> {
              Map<String, List<Map<String, String>>> tables = new LinkedHashMap<>();
              tables.put(
                  "tenant",
                  rows(
                      connection,
                      "SELECT id, state, policy, suspended_at, suspended_by, suspended_why"
                          + " FROM tenant WHERE id = ?",
                      id));
              tables.put(
                  "credential",
                  rows(
                      connection,
                      "SELECT secret_id FROM credential JOIN application USING (app_id)"
                          + " WHERE enabled AND tenant_id = ? ORDER BY secret_id",
                      id));
              tables.put(
                  "consent_entry",
                  rows(
                      connection,
                      "SELECT * FROM consent_entry WHERE tenant_id = ?"
                          + TAKING
                          + " ORDER BY number",
                      id));
              tables.put(
                  "withdrawn_consent",
                  rows(connection, "SELECT * FROM withdrawn_consent WHERE tenant_id = ?", id));
              return tables;
            }));
  }

  @Override
  public byte[] ofAll() {
    return written(
        database.transaction(
            "tell what stands",
            connection -> {
              Map<String, List<Map<String, String>>> tables = new LinkedHashMap<>();
              tables.put("epoch", rows(connection, "SELECT value FROM epoch"));
              tables.put(
                  "app_id_sequence", rows(connection, "SELECT last_given FROM app_id_sequence"));
              for (String each : OF_ALL) {
                if (isThere(connection, each)) {
                  tables.put(each, rows(connection, "SELECT * FROM " + each));
                }
              }
              return tables;
            }));
  }

  @Override
  public boolean isOlderThan(byte[] all) {
    return epoch(read(ofAll())) < epoch(read(all));
  }

  @Override
  public void apply(byte[] all, Collection<byte[]> tenants) {
    Map<String, List<Map<String, String>>> ofAll = read(all);
    database.transaction(
        "take away again",
        connection -> {
          Sql.update(
              connection,
              "UPDATE app_id_sequence SET last_given = GREATEST(last_given, ?)",
              lastGiven(ofAll));
          Sql.update(connection, "UPDATE epoch SET value = GREATEST(value, ?) + 1", epoch(ofAll));
          for (String table : OF_ALL) {
            insert(connection, table, ofAll.getOrDefault(table, List.of()));
          }
          return all.length;
        });
    for (byte[] each : tenants) {
      Map<String, List<Map<String, String>>> one = read(each);
      database.transaction("take away again", connection -> apply(connection, one));
    }
  }

  @Override
  public List<TenantId> disableAllBut(Collection<TenantId> known) {
    List<TenantId> unknown = tenants().stream().filter(each -> !known.contains(each)).toList();
    database.transaction(
        "switch tenants off",
        connection -> {
          for (TenantId each : unknown) {
            Sql.update(
                connection,
                "UPDATE tenant SET state = 'DISABLED', suspended_at = UTC_TIMESTAMP(6),"
                    + " suspended_by = ?, suspended_why = ? WHERE id = ? AND state <> 'GONE'",
                "restore",
                "after a restore nothing tells how it stands",
                each.value());
          }
          return unknown;
        });
    return unknown;
  }

  private static int apply(Connection connection, Map<String, List<Map<String, String>>> stands)
      throws SQLException {
    for (Map<String, String> tenant : stands.getOrDefault("tenant", List.of())) {
      String id = tenant.get("id");
      Sql.update(
          connection,
          "UPDATE tenant SET state = ?, policy = ?, suspended_at = ?, suspended_by = ?,"
              + " suspended_why = ? WHERE id = ?",
          tenant.get("state"),
          tenant.get("policy"),
          tenant.get("suspended_at"),
          tenant.get("suspended_by"),
          tenant.get("suspended_why"),
          id);
      List<Object> values = new ArrayList<>(List.of(id));
      stands.getOrDefault("credential", List.of()).forEach(key -> values.add(key.get("secret_id")));
      Sql.update(
          connection,
          "UPDATE credential JOIN application USING (app_id) SET enabled = FALSE WHERE tenant_id = ?"
              + (values.size() == 1
                  ? ""
                  : " AND secret_id NOT IN " + Sql.rows(1, values.size() - 1)),
          values.toArray());
      Sql.update(connection, "DELETE FROM withdrawn_consent WHERE tenant_id = ?", id);
    }
    insert(connection, "withdrawn_consent", stands.getOrDefault("withdrawn_consent", List.of()));
    insert(connection, "consent_entry", stands.getOrDefault("consent_entry", List.of()));
    return stands.size();
  }

  /** Rows that are there stay; so do those of an AppID that came after the copy, which is not. */
  private static void insert(Connection connection, String table, List<Map<String, String>> rows)
      throws SQLException {
    for (Map<String, String> row : rows) {
      List<String> columns = new ArrayList<>();
      List<String> marks = new ArrayList<>();
      for (String each : row.keySet()) {
        boolean binary = each.endsWith(BINARY);
        columns.add(binary ? each.substring(0, each.length() - BINARY.length()) : each);
        marks.add(binary ? "UNHEX(?)" : "?");
      }
      Sql.update(
          connection,
          "INSERT IGNORE INTO "
              + table
              + " ("
              + String.join(", ", columns)
              + ") VALUES ("
              + String.join(", ", marks)
              + ")",
          row.values().toArray());
    }
  }

  private static boolean isThere(Connection connection, String table) throws SQLException {
    return !Sql.rows(
            connection,
            "SELECT 1 FROM information_schema.tables WHERE table_schema = DATABASE()"
                + " AND table_name = ?",
            row -> row.getInt(1),
            table)
        .isEmpty();
  }

  private static List<Map<String, String>> rows(Connection connection, String sql, Object... values)
      throws SQLException {
    return Sql.rows(
        connection,
        sql,
        row -> {
          ResultSetMetaData columns = row.getMetaData();
          Map<String, String> all = new LinkedHashMap<>();
          for (int i = 1; i <= columns.getColumnCount(); i++) {
            String name = columns.getColumnName(i);
            if (columns.getColumnType(i) == Types.BINARY) {
              byte[] value = row.getBytes(i);
              if (value != null) {
                all.put(name + BINARY, HexFormat.of().formatHex(value));
              }
            } else if (row.getString(i) instanceof String value) {
              all.put(name, value);
            }
          }
          return all;
        },
        values);
  }

  private static long lastGiven(Map<String, List<Map<String, String>>> all) {
    return number(all, "app_id_sequence", "last_given");
  }

  /** Grows with every change, so a database that was set back has a smaller one. */
  private static long epoch(Map<String, List<Map<String, String>>> all) {
    return number(all, "epoch", "value");
  }

  private static long number(
      Map<String, List<Map<String, String>>> all, String table, String column) {
    return all.getOrDefault(table, List.of()).stream()
        .mapToLong(row -> Long.parseLong(row.getOrDefault(column, "0")))
        .max()
        .orElse(0);
  }

  private static byte[] written(Map<String, List<Map<String, String>>> tables) {
    try {
      return JSON.writeValueAsBytes(tables);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, List<Map<String, String>>> read(byte[] tables) {
    try {
      return JSON.readValue(tables, FORM);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
