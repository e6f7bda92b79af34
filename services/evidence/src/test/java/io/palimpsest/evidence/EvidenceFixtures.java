package io.palimpsest.evidence;

import io.palimpsest.evidence.note.SigningKey;
import io.palimpsest.evidence.tiles.TileStore;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;

/** Keys and logs that the tests share. */
public final class EvidenceFixtures {
  /** Throw-away: it signs nothing but tests. */
  public static final SigningKey KEY =
      SigningKey.parse(
          "PRIVATE+KEY+palimpsest.example/test+b86dcb60+AQABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f");

  private EvidenceFixtures() {}

  /** {@code entry 0}, {@code entry 1} and so on. */
  public static List<byte[]> entries(int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(i -> ("entry " + i).getBytes(StandardCharsets.UTF_8))
        .toList();
  }

  /** A log of that many entries, appended in one batch. */
  public static EvidenceLog log(TileStore store, int size) {
    EvidenceLog log = EvidenceLog.create(store, KEY);
    log.append(entries(0, size));
    return log;
  }
}
