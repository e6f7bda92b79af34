package io.palimpsest.stores.internal.sql;

import java.sql.Connection;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.HexFormat;

/**
 * A statement with the values of many rows written out: a driver's parameters cost our own
 * processor half as much again (2026-11-21: 75 instead of 51 µs a settlement, in groups of 200).
 * Only what cannot break out of a literal is taken: hexadecimal bytes, numbers, times, and text of
 * letters, digits and {@code . _ -}.
 */
final class Rows {
  private static final HexFormat HEX = HexFormat.of();

  private final StringBuilder sql = new StringBuilder(64 * 1024);
  private boolean rowBegun;
  private boolean anyRow;

  /**
   * @param head up to and with {@code VALUES}
   */
  Rows(String head) {
    sql.append(head);
  }

  /** Begins the next row. */
  Rows row() {
    sql.append(anyRow ? "),(" : " (");
    anyRow = true;
    rowBegun = true;
    return this;
  }

  Rows bytes(byte[] value) {
    next().append("X'");
    HEX.formatHex(sql, value);
    sql.append('\'');
    return this;
  }

  Rows number(long value) {
    next().append(value);
    return this;
  }

  /**
   * @throws SQLDataException for text that is more than letters, digits and {@code . _ -}
   */
  Rows text(String value) throws SQLDataException {
    for (int i = 0; i < value.length(); i++) {
      char each = value.charAt(i);
      boolean plain =
          each >= 'a' && each <= 'z'
              || each >= 'A' && each <= 'Z'
              || each >= '0' && each <= '9'
              || each == '.'
              || each == '_'
              || each == '-';
      if (!plain) {
        throw new SQLDataException("a name of other letters than those of names", "22018");
      }
    }
    next().append('\'').append(value).append('\'');
    return this;
  }

  Rows day(LocalDate value) {
    next().append('\'').append(value).append('\'');
    return this;
  }

  /** UTC, to the microsecond. */
  Rows time(Instant value) {
    LocalDateTime utc = Sql.utc(value);
    next()
        .append('\'')
        .append(utc.toLocalDate())
        .append(' ')
        .append(utc.toLocalTime())
        .append('\'');
    return this;
  }

  /** Does it, with {@code tail} behind the rows; returns how many rows were changed. */
  int update(Connection connection, String tail) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      return statement.executeUpdate(sql.append(')').append(tail).toString());
    }
  }

  private StringBuilder next() {
    if (!rowBegun) {
      sql.append(',');
    }
    rowBegun = false;
    return sql;
  }
}
