package io.palimpsest.platform.evidence;

import io.palimpsest.evidence.note.SigningKey;
import io.palimpsest.evidence.tiles.TileStore;
import io.palimpsest.platform.tenancy.Region;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.IntFunction;

/**
 * One region's part of the evidence.
 *
 * @param zone whose years the logs are of
 * @param tiles the files of a year's log
 */
public record EvidenceCell(
    Region region,
    ZoneId zone,
    EvidenceQueue queue,
    EvidenceKeys keys,
    IntFunction<TileStore> tiles) {

  /**
   * The key that signs what the region says at a time: that of the year's log; empty where the log
   * has not begun.
   */
  public Optional<SigningKey> signing(Instant at) {
    int year = LocalDate.ofInstant(at, zone).getYear();
    return keys.verifier(year).map(known -> keys.signing(year, known.name()));
  }
}
