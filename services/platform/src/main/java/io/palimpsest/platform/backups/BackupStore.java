package io.palimpsest.platform.backups;

import io.palimpsest.platform.error.StoreUnavailable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/**
 * One class in one place, to be copied and put back by the piece. The form of the rows is the
 * store's own. Reading takes many short transactions, so that neither a writer nor the erasure of a
 * day waits for it; a piece that is erased meanwhile is copied as far as it was there. Every method
 * throws {@link StoreUnavailable} when the store cannot be reached.
 */
public interface BackupStore {
  /** What a day's last calls left in doubt is settled then, and their leaves have their places. */
  Duration SETTLED = Duration.ofHours(1);

  BackupClass kind();

  /** The region's name, or the control plane's. */
  String place();

  /** Whose midnights end the days. */
  ZoneId zone();

  /** The version of the rows' form; a copy of another one is not put back. */
  int schema();

  /** Whether a piece changes no more, so that one copy of it is enough. */
  default boolean isOver(Piece piece, Instant at) {
    return !at.isBefore(piece.day().plusDays(1).atStartOfDay(zone()).toInstant().plus(SETTLED));
  }

  /** What there is, asked from the store itself; days of nothing may be among it. */
  List<Piece> pieces();

  /**
   * Writes a piece's rows, page by page.
   *
   * @return how many
   */
  long write(Piece piece, OutputStream rows) throws IOException;

  /** Whether the store holds nothing of a piece. */
  boolean isEmpty(Piece piece);

  /**
   * Puts rows back, batch by batch. What is there under the same key stays as it is, so that what
   * broke off may be done again.
   *
   * @return how many rows were read
   */
  long read(Piece piece, InputStream rows) throws IOException;
}
