package io.palimpsest.platform.backups;

import io.palimpsest.evidence.error.EvidenceRefused;
import io.palimpsest.evidence.note.SignedNote;
import io.palimpsest.evidence.note.VerifierKey;
import io.palimpsest.evidence.tiles.DirectoryTileStore;
import io.palimpsest.evidence.tiles.TileStore;
import io.palimpsest.platform.evidence.EvidenceCell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The files of the evidence logs of a region, or of the control plane. They tell nothing that must
 * be forgotten, are kept for ever, and lie in the folder as they are, with the key to check them
 * beside: any tool for such logs reads them there.
 */
public final class EvidenceBackup {
  private final EvidenceCell cell;
  private final BackupFolder folder;

  public EvidenceBackup(EvidenceCell cell, BackupFolder folder) {
    this.cell = cell;
    this.folder = folder;
  }

  /**
   * Brings the folder up to a year's log, if there is one.
   *
   * @throws BackupRefused when the folder holds another log of that year
   */
  public void copy(int year) {
    TileStore log = cell.tiles().apply(year);
    Optional<VerifierKey> key = cell.keys().verifier(year);
    if (key.isEmpty() || isNone(log)) {
      return;
    }
    Path copy = folder.log(cell.region().name(), year);
    LogMirror.mirror(log, new DirectoryTileStore(copy), key.get());
    try {
      Files.writeString(vkey(copy), key.get() + "\n");
    } catch (IOException e) {
      throw new BackupRefused(vkey(copy) + " cannot be written", e);
    }
  }

  /**
   * That the folder's copy of a year's log is whole, and that it and the log are one, before
   * anything is put back.
   *
   * @throws BackupRefused when it is not, or either was altered
   */
  public void check(int year) {
    Optional<VerifierKey> key = copied(year);
    TileStore log = cell.tiles().apply(year);
    Optional<VerifierKey> begun = cell.keys().verifier(year);
    if (begun.isPresent() && key.isPresent() && !begun.equals(key)) {
      throw new BackupRefused(
          "a server was started on new databases and has begun a log of "
              + year
              + " of its own: drop them and restore before anything is served");
    }
    if (key.isPresent()) {
      LogMirror.demandWhole(copyOf(year), key.get());
      if (!isNone(log)) {
        LogMirror.demandOne(copyOf(year), log, key.get());
      }
    }
  }

  /**
   * Puts back what the log lacks, and lets it go on behind what it has.
   *
   * @throws BackupRefused when it is not the log whose key was restored
   */
  public void restore(int year, EvidencePlaces places) {
    VerifierKey key =
        cell.keys()
            .verifier(year)
            .orElseThrow(() -> new BackupRefused("the key of the log of " + year + " is lost"));
    TileStore log = cell.tiles().apply(year);
    if (copied(year).isPresent()) {
      places.goOnBehind(year, LogMirror.mirror(copyOf(year), log, key));
    } else if (!isNone(log)) {
      places.goOnBehind(year, LogMirror.size(log, key));
    }
  }

  private Optional<VerifierKey> copied(int year) {
    Path file = vkey(folder.log(cell.region().name(), year));
    try {
      return Files.exists(file)
          ? Optional.of(VerifierKey.parse(Files.readString(file).strip()))
          : Optional.empty();
    } catch (IOException | EvidenceRefused e) {
      throw new BackupRefused(file + " is no key of a log", e);
    }
  }

  private TileStore copyOf(int year) {
    return new DirectoryTileStore(folder.log(cell.region().name(), year));
  }

  private static Path vkey(Path log) {
    return log.resolveSibling(log.getFileName() + ".vkey");
  }

  private static boolean isNone(TileStore log) {
    return log.get(TileStore.CHECKPOINT, SignedNote.MAX_LENGTH).isEmpty();
  }
}
