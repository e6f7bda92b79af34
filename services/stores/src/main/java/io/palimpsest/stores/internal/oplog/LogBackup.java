package io.palimpsest.stores.internal.oplog;

import io.palimpsest.platform.backups.BackupClass;
import io.palimpsest.platform.backups.BackupStore;
import io.palimpsest.platform.backups.Piece;
import io.palimpsest.policy.RetentionPeriod;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.ZoneId;
import java.util.List;

/** A region's operation log by the day. */
record LogBackup(ElasticOperationLog log, LogIndexes indexes, Elastic elastic)
    implements BackupStore {
  /** Of the entries as {@link LogDocuments} writes them. */
  private static final int SCHEMA = 1;

  @Override
  public BackupClass kind() {
    return BackupClass.OPERATION_LOG;
  }

  @Override
  public String place() {
    return indexes.region().name();
  }

  @Override
  public ZoneId zone() {
    return indexes.zone();
  }

  @Override
  public int schema() {
    return SCHEMA;
  }

  @Override
  public List<Piece> pieces() {
    return log.ask("list days", elastic::pieces);
  }

  @Override
  public long write(Piece piece, OutputStream rows) {
    return log.ask("copy a day", () -> elastic.copy().write(index(piece), rows));
  }

  @Override
  public boolean isEmpty(Piece piece) {
    return log.ask("look for a day", () -> elastic.copy().isEmpty(index(piece)));
  }

  @Override
  public long read(Piece piece, InputStream rows) {
    return log.ask(
        "put a day back",
        () -> {
          elastic.putTemplate(period(piece));
          return elastic.copy().read(index(piece), rows);
        });
  }

  private String index(Piece piece) {
    return indexes.of(period(piece), piece.day());
  }

  private static RetentionPeriod period(Piece piece) {
    return piece
        .period()
        .orElseThrow(() -> new IllegalArgumentException("entries are kept for a period"));
  }
}
