package io.palimpsest.stores.internal.control;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.function.IntFunction;

/**
 * Leaves for the control plane's evidence log that have no place in it yet, entered within the
 * transaction that does what they tell of.
 */
@JdbcRepository(dialect = Dialect.MYSQL, dataSource = "control")
interface NoticeRows extends GenericRepository<NoticeRow, Long> {

  @Query("INSERT INTO evidence_notice (leaf) VALUES (:leaf)")
  void add(byte[] leaf);

  /**
   * Tells of what was erased, where anything was.
   *
   * @return how many, as given
   */
  default int telling(int erased, IntFunction<byte[]> leaf) {
    if (erased > 0) {
      add(leaf.apply(erased));
    }
    return erased;
  }
}
