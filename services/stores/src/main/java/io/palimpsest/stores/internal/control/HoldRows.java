package io.palimpsest.stores.internal.control;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;

/** Reads and adds lines of the history of holds. */
@JdbcRepository(dialect = Dialect.MYSQL, dataSource = "control")
interface HoldRows extends GenericRepository<HoldRow, Long> {

  @Query("SELECT * FROM hold_entry ORDER BY number")
  List<HoldRow> all();

  @Query("SELECT COUNT(*) FROM hold_entry WHERE hold_id = :holdId AND ended = :ended")
  long count(String holdId, boolean ended);

  @Query(
      "INSERT INTO hold_entry (hold_id, ended, said_at, body) VALUES (:holdId, :ended, :saidAt,"
          + " :body)")
  void add(String holdId, boolean ended, Instant saidAt, String body);
}
