package io.palimpsest.stores.internal.sql;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/**
 * Rows of a table as lines of JSON: a header {@code {"table":…,"columns":[…],"binary":[…]}}, then
 * an array for each row, everything as the database spells it and bytes in Base64. Read by pages of
 * the key, each in a transaction of its own, so that nobody waits for the whole.
 *
 * @param name in the header, whatever the table is called
 * @param where which rows; {@code TRUE} for all
 * @param key columns by which rows are told apart, in the order of an index
 */
record TableCopy(String name, String table, String where, List<Object> values, List<String> key) {
  private static final int PAGE = 1000;
  private static final JsonFactory JSON = new JsonFactory();
  private static final Set<Integer> BINARY =
      Set.of(Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB);

  /** Writes all rows; returns how many. */
  long write(Database database, OutputStream out) throws IOException {
    long rows = 0;
    List<Object> after = List.of();
    Page page;
    do {
      List<Object> last = after;
      boolean first = rows == 0;
      page = database.transaction("copy " + table, connection -> page(connection, last, first));
      out.write(page.lines);
      rows += page.rows;
      after = page.last;
    } while (page.rows == PAGE);
    return rows;
  }

  private record Page(byte[] lines, int rows, List<Object> last) {}

  private Page page(Connection connection, List<Object> after, boolean first) throws SQLException {
    String keys = String.join(", ", key);
    String marks = String.join(", ", Collections.nCopies(key.size(), "?"));
    String sql =
        "SELECT * FROM "
            + table
            + " WHERE "
            + where
            + (after.isEmpty() ? "" : " AND (" + keys + ") > (" + marks + ")")
            + " ORDER BY "
            + keys
            + " LIMIT "
            + PAGE;
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      List<Object> all = new ArrayList<>(values);
      all.addAll(after);
      Sql.setAll(statement, all.toArray());
      try (ResultSet rows = statement.executeQuery()) {
        return page(rows, after, first);
      }
    }
  }

  private Page page(ResultSet rows, List<Object> after, boolean first) throws SQLException {
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    int count = 0;
    List<Object> last = after;
    try (JsonGenerator json = JSON.createGenerator(lines, JsonEncoding.UTF8)) {
      json.setRootValueSeparator(null);
      ResultSetMetaData columns = rows.getMetaData();
      if (first) {
        header(json, columns);
      }
      while (rows.next()) {
        row(json, rows, columns);
        count++;
        last = key(rows, columns);
      }
    } catch (IOException e) {
      throw new SQLException("rows of " + table + " cannot be written as JSON", e);
    }
    return new Page(lines.toByteArray(), count, last);
  }

  private void header(JsonGenerator json, ResultSetMetaData columns)
      throws SQLException, IOException {
    json.writeStartObject();
    json.writeStringField("table", name);
    json.writeArrayFieldStart("columns");
    for (int i = 1; i <= columns.getColumnCount(); i++) {
      json.writeString(columns.getColumnName(i));
    }
    json.writeEndArray();
    json.writeArrayFieldStart("binary");
    for (int i = 1; i <= columns.getColumnCount(); i++) {
      json.writeBoolean(isBinary(columns, i));
    }
    json.writeEndArray();
    json.writeEndObject();
    json.writeRaw('\n');
  }

  private static void row(JsonGenerator json, ResultSet rows, ResultSetMetaData columns)
      throws SQLException, IOException {
    json.writeStartArray();
    for (int i = 1; i <= columns.getColumnCount(); i++) {
      if (isBinary(columns, i)) {
        byte[] bytes = rows.getBytes(i);
        if (bytes == null) {
          json.writeNull();
        } else {
          json.writeBinary(bytes);
        }
      } else {
        json.writeString(rows.getString(i)); // null becomes null
      }
    }
    json.writeEndArray();
    json.writeRaw('\n');
  }

  private List<Object> key(ResultSet row, ResultSetMetaData columns) throws SQLException {
    List<Object> values = new ArrayList<>();
    for (String each : key) {
      int at = row.findColumn(each);
      values.add(isBinary(columns, at) ? row.getBytes(at) : row.getString(at));
    }
    return values;
  }

  private static boolean isBinary(ResultSetMetaData columns, int at) throws SQLException {
    return BINARY.contains(columns.getColumnType(at));
  }
}
