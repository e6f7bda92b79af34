package io.palimpsest.verify;

import io.palimpsest.evidence.LogReader;
import io.palimpsest.evidence.error.EvidenceRefused.CutShort;
import io.palimpsest.evidence.note.SignedNote;
import io.palimpsest.evidence.note.VerifierKey;
import io.palimpsest.evidence.report.LogPart;
import io.palimpsest.evidence.tiles.TileStore;
import java.util.Optional;

/** The log that was given with {@code --log}, if it is the one that a report speaks of. */
final class GivenLog {
  private GivenLog() {}

  static Optional<LogReader> of(LogPart part, VerifierKey key, Trust trust) {
    return trust
        .log()
        .filter(store -> origin(store).equals(part.origin()))
        .map(store -> new LogReader(store, key));
  }

  /** What it says it is; who reads it verifies that. */
  private static String origin(TileStore store) {
    byte[] note =
        store
            .get(TileStore.CHECKPOINT, SignedNote.MAX_LENGTH)
            .orElseThrow(() -> new CutShort("no checkpoint is there"));
    return SignedNote.parse(note).text().lines().findFirst().orElse("");
  }
}
