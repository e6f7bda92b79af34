package io.palimpsest.gateway.evidence;

import io.palimpsest.evidence.error.EvidenceRefused.Malformed;
import io.palimpsest.evidence.error.EvidenceUnavailable;
import io.palimpsest.evidence.note.SignedNote;
import io.palimpsest.evidence.note.VerifierKey;
import io.palimpsest.evidence.tiles.TilePath;
import io.palimpsest.evidence.tiles.TileStore;
import io.palimpsest.platform.error.StoreUnavailable;
import io.palimpsest.platform.evidence.EvidenceCell;
import java.util.Optional;

/**
 * The files of whole logs, as C2SP tlog-tiles has them: {@code checkpoint} and {@code tile/…}, and
 * beside them {@code vkey}, the key that signs.
 */
final class TilePages {
  static final String KEY = "vkey";

  private TilePages() {}

  /**
   * A file of the region's log of a year.
   *
   * @throws StoreUnavailable when it cannot be asked for
   */
  static Page get(EvidenceCell cell, int year, String path) {
    Optional<VerifierKey> key = cell.keys().verifier(year);
    if (key.isEmpty()) {
      return Page.absent();
    }
    if (path.equals(KEY)) {
      return Page.text(200, key.get().toString());
    }
    try {
      return file(cell.tiles().apply(year), path);
    } catch (Malformed notOfALog) {
      return Page.absent();
    } catch (EvidenceUnavailable e) {
      throw new StoreUnavailable("evidence " + cell.region(), "read its log", e);
    }
  }

  private static Page file(TileStore tiles, String path) {
    if (path.equals(TileStore.CHECKPOINT)) {
      return tiles
          .get(path, SignedNote.MAX_LENGTH)
          .map(checkpoint -> Page.text(200, checkpoint))
          .orElseGet(Page::absent);
    }
    return tiles
        .get(path, TilePath.parse(path).maxLength())
        .map(tile -> new Page(200, "application/octet-stream", tile))
        .orElseGet(Page::absent);
  }
}
