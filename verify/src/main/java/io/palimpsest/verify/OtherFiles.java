package io.palimpsest.verify;

import io.palimpsest.evidence.LogReader;
import io.palimpsest.evidence.error.EvidenceRefused.Altered;
import io.palimpsest.evidence.error.EvidenceRefused.Malformed;
import io.palimpsest.evidence.error.EvidenceUnavailable;
import io.palimpsest.evidence.merkle.Hash;
import io.palimpsest.evidence.tiles.DirectoryTileStore;
import io.palimpsest.evidence.tiles.EntryBundle;
import io.palimpsest.evidence.tiles.TilePath;
import io.palimpsest.evidence.tiles.TileStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Files of a log's folder that its newest checkpoint does not need: partial tiles of earlier
 * checkpoints, which must agree with the log, and whatever else lies there, which is told.
 */
final class OtherFiles {
  private final Path folder;
  private final LogReader log;
  private final long size;
  private final TileStore store;
  private int superseded;
  private int unpublished;
  private int strangers;

  OtherFiles(Path folder, LogReader log, long size) {
    this.folder = folder;
    this.log = log;
    this.size = size;
    this.store = new DirectoryTileStore(folder);
  }

  void check(Findings findings) {
    try (Stream<Path> files = Files.walk(folder)) {
      files
          .filter(file -> !Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS))
          .map(file -> folder.relativize(file).toString().replace('\\', '/'))
          .filter(path -> !path.equals(TileStore.CHECKPOINT))
          .sorted()
          .forEach(this::look);
    } catch (IOException | UncheckedIOException e) {
      throw new EvidenceUnavailable(folder + " cannot be read", e);
    }
    if (superseded > 0) {
      findings.ok("%d partial tiles of earlier checkpoints agree with the log", superseded);
    }
    if (unpublished > 0) {
      findings.note("%d tiles lie beyond the checkpoint and were not looked at", unpublished);
    }
    if (strangers > 0) {
      findings.note("%d files are no part of the log", strangers);
    }
  }

  private void look(String path) {
    TilePath tile;
    try {
      tile = TilePath.parse(path);
    } catch (Malformed e) {
      strangers++;
      return;
    }
    long hashes = tile.level() > 0 ? size >>> Math.min(62, 8 * tile.level()) : size;
    long needed = Math.min(TilePath.FULL, hashes - tile.index() * TilePath.FULL);
    if (tile.width() > needed) {
      unpublished++;
    } else if (tile.width() < needed) {
      compare(tile, new TilePath(tile.level(), tile.index(), (int) needed));
      superseded++;
    }
  }

  private void compare(TilePath old, TilePath now) {
    byte[] stored = store.get(old.path(), old.maxLength()).orElseThrow();
    boolean same;
    if (old.isEntries()) {
      List<byte[]> then = EntryBundle.parse(stored, old.width());
      List<byte[]> entries = log.entries(now).subList(0, old.width());
      same = Arrays.deepEquals(then.toArray(), entries.toArray());
    } else {
      same = Arrays.equals(stored, Arrays.copyOf(log.hashes(now), old.width() * Hash.LENGTH));
    }
    if (!same) {
      throw new Altered(old + " of an earlier checkpoint does not agree with the log");
    }
  }
}
