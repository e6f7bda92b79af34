package io.palimpsest.platform.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.platform.backups.BackupStore;
import io.palimpsest.platform.backups.Piece;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every {@link BackupStore} does. */
public interface BackupStoreContract {
  /** More than a page. */
  int CALLS = 1_050;

  /**
   * A store that is to be lost.
   *
   * @param store holds {@link #CALLS} calls of a day long ago
   * @param piece that day
   */
  record Filled(BackupStore store, Piece piece) {}

  Filled filled();

  /** The same place after everything in it was lost. */
  BackupStore lost();

  @Test
  default void aDayShouldComeBackAsItWasHoweverOftenItIsPutBack() throws IOException {
    Filled before = filled();
    ByteArrayOutputStream copy = new ByteArrayOutputStream();

    List<Piece> pieces = before.store().pieces();
    long written = before.store().write(before.piece(), copy);
    BackupStore after = lost();

    assertThat(pieces).contains(before.piece());
    assertThat(written).isGreaterThanOrEqualTo(CALLS);
    assertThat(after.isEmpty(before.piece())).isTrue();
    assertThat(after.write(before.piece(), new ByteArrayOutputStream())).isZero();
    for (int time = 1; time <= 2; time++) {
      long read = after.read(before.piece(), new ByteArrayInputStream(copy.toByteArray()));
      ByteArrayOutputStream again = new ByteArrayOutputStream();
      after.write(before.piece(), again);
      assertThat(read).isEqualTo(written);
      assertThat(again.toByteArray()).as("time %d", time).isEqualTo(copy.toByteArray());
    }
    assertThat(after.isEmpty(before.piece())).isFalse();
    assertThat(after.pieces()).contains(before.piece());
    assertThat(after.schema()).isEqualTo(before.store().schema());
  }
}
