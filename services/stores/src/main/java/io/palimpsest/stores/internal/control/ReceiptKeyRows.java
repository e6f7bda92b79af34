package io.palimpsest.stores.internal.control;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.Optional;

/** Reads and adds keys of receipts. */
@JdbcRepository(dialect = Dialect.MYSQL, dataSource = "control")
interface ReceiptKeyRows extends GenericRepository<ReceiptKeyRow, Long> {

  @Query("SELECT * FROM receipt_key ORDER BY number DESC LIMIT 1")
  Optional<ReceiptKeyRow> newest();

  @Query("SELECT x FROM receipt_key ORDER BY number DESC")
  List<String> published();

  @Query("INSERT INTO receipt_key (x, sealed) VALUES (:x, :sealed)")
  void add(String x, byte[] sealed);
}
