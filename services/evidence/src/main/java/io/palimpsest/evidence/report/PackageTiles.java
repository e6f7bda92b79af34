package io.palimpsest.evidence.report;

import io.palimpsest.evidence.error.EvidenceRefused.Malformed;
import io.palimpsest.evidence.tiles.TileStore;
import java.util.Optional;

/** The files of one log in a package, as far as they are in it. Only to be read. */
record PackageTiles(ReportPackage pack, String folder) implements TileStore {

  @Override
  public Optional<byte[]> get(String path, int limit) {
    Optional<byte[]> file = pack.find(folder + TileStore.checked(path));
    if (file.isPresent() && file.get().length > limit) {
      throw new Malformed(path + " is longer than " + limit + " bytes");
    }
    return file;
  }

  @Override
  public void put(String path, byte[] content) {
    throw new UnsupportedOperationException("a package is not written to");
  }
}
