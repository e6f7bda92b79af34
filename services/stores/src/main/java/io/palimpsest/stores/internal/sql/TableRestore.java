package io.palimpsest.stores.internal.sql;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Puts lines that {@link TableCopy} wrote back into tables, some hundred rows to a transaction. A
 * row whose key is there stays as it is.
 *
 * @param tables the table of a header's name
 */
record TableRestore(Database database, Function<String, String> tables) {
  private static final int BATCH = 500;
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Puts all rows back; returns how many were read. */
  long read(InputStream lines) throws IOException {
    BufferedReader reader =
        new BufferedReader(new InputStreamReader(lines, StandardCharsets.UTF_8));
    long rows = 0;
    @Nullable Header header = null;
    List<JsonNode> batch = new ArrayList<>();
    for (String line = reader.readLine(); line != null; line = reader.readLine()) {
      JsonNode json = JSON.readTree(line);
      if (json.isObject()) {
        flush(header, batch);
        header = Header.of(json, tables);
      } else {
        batch.add(json);
        rows++;
        if (batch.size() == BATCH) {
          flush(header, batch);
        }
      }
    }
    flush(header, batch);
    return rows;
  }

  private void flush(@Nullable Header header, List<JsonNode> batch) throws IOException {
    if (batch.isEmpty()) {
      return;
    }
    if (header == null) {
      throw new IOException("rows without a table");
    }
    database.transaction(
        "put back " + header.table, connection -> insert(connection, header, batch));
    batch.clear();
  }

  private static int insert(Connection connection, Header header, List<JsonNode> rows)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(header.sql())) {
      for (JsonNode row : rows) {
        for (int i = 0; i < header.columns.size(); i++) {
          JsonNode value = row.path(i);
          try {
            statement.setObject(
                i + 1,
                value.isNull()
                    ? null
                    : header.binary.get(i) ? value.binaryValue() : value.asText());
          } catch (IOException e) {
            throw new SQLException("a value of " + header.table + " is not in Base64", e);
          }
        }
        statement.addBatch();
      }
      return statement.executeBatch().length;
    }
  }

  private record Header(String table, List<String> columns, List<Boolean> binary) {
    static Header of(JsonNode json, Function<String, String> tables) throws IOException {
      List<String> columns = new ArrayList<>();
      for (JsonNode each : json.path("columns")) {
        if (!each.asText().matches("[a-z][a-z0-9_]{0,63}")) {
          throw new IOException("a column of no name");
        }
        columns.add(each.asText());
      }
      List<Boolean> binary = new ArrayList<>();
      json.path("binary").forEach(each -> binary.add(each.asBoolean()));
      if (columns.isEmpty() || columns.size() != binary.size()) {
        throw new IOException("a table without columns");
      }
      return new Header(tables.apply(json.path("table").asText()), columns, binary);
    }

    String sql() {
      return "INSERT INTO "
          + table
          + " ("
          + String.join(", ", columns)
          + ") VALUES "
          + Sql.rows(1, columns.size())
          + " ON DUPLICATE KEY UPDATE "
          + columns.getFirst()
          + " = "
          + columns.getFirst();
    }
  }
}
