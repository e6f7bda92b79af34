package io.palimpsest.stores.internal.sql;

import io.palimpsest.evidence.merkle.Hash;
import io.palimpsest.platform.evidence.ToldActs;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.function.Consumer;

/** Acts of consent and of oversight in the control database. Thread-safe. */
public final class SqlToldActs implements ToldActs {
  private static final int PAGE = 1000;

  private static final String CONSENT =
      "SELECT number, kind AS what, said_at AS at, leaf_hash FROM consent_entry WHERE said_at >= ?";

  private static final String OVERSIGHT =
      "SELECT number, IF(call_id IS NULL, 'disclosure', 'look') AS what, done_at AS at, leaf_hash"
          + " FROM oversight_act WHERE done_at >= ?";

  private final Database database;

  public SqlToldActs(Database database) {
    this.database = database;
  }

  @Override
  public void read(Instant from, Consumer<Act> acts) {
    read(CONSENT, from, acts);
    read(OVERSIGHT, from, acts);
  }

  private record Row(long number, Act act) {}

  private void read(String query, Instant from, Consumer<Act> acts) {
    long[] after = {0};
    List<Row> page;
    do {
      page =
          database.transaction(
              "list acts",
              connection ->
                  Sql.rows(
                      connection,
                      query + " AND leaf_hash IS NOT NULL AND number > ? ORDER BY number LIMIT ?",
                      row ->
                          new Row(
                              row.getLong("number"),
                              new Act(
                                  Hash.of(row.getBytes("leaf_hash")),
                                  row.getString("what") + " " + row.getLong("number"),
                                  Sql.instant(row.getObject("at", LocalDateTime.class)))),
                      Sql.utc(from),
                      after[0],
                      PAGE));
      page.forEach(row -> acts.accept(row.act()));
      after[0] = page.isEmpty() ? after[0] : page.getLast().number();
    } while (page.size() == PAGE);
  }
}
