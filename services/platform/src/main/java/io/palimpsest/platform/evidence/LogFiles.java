package io.palimpsest.platform.evidence;

import io.palimpsest.evidence.error.EvidenceRefused.Malformed;
import io.palimpsest.evidence.error.EvidenceUnavailable;
import io.palimpsest.evidence.note.SignedNote;
import io.palimpsest.evidence.note.VerifierKey;
import io.palimpsest.evidence.tiles.TilePath;
import io.palimpsest.evidence.tiles.TileStore;
import io.palimpsest.platform.error.StoreUnavailable;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The files of whole logs, as C2SP tlog-tiles has them, for whoever shows them: {@code checkpoint}
 * and {@code tile/…}, and beside them {@code vkey}, the key that signs. Names come from strangers:
 * a name that is not exactly that of such a file finds nothing. Thread-safe.
 */
public final class LogFiles {
  /** The name of the file with the key that signs. */
  public static final String KEY = "vkey";

  private static final Pattern YEAR = Pattern.compile("2[0-9]{3}");
  private static final Pattern PATH = Pattern.compile("[a-z0-9./]{1,200}");

  private final Map<String, EvidenceCell> places;

  /**
   * A file.
   *
   * @param text whether it is UTF-8 text, and not bytes
   */
  public record Found(boolean text, byte[] content) {}

  /**
   * @param cells of regions, and of the control plane
   */
  public LogFiles(Collection<EvidenceCell> cells) {
    this.places =
        cells.stream().collect(Collectors.toMap(cell -> cell.region().name(), Function.identity()));
  }

  /**
   * A file; empty when there is none, or no such log.
   *
   * @param place the name of a region, or {@code control}
   * @param path within the log of that year
   * @throws StoreUnavailable when it cannot be asked for
   */
  public Optional<Found> find(String place, String year, String path) {
    if (!YEAR.matcher(year).matches() || !PATH.matcher(path).matches()) {
      return Optional.empty();
    }
    return Optional.ofNullable(places.get(place))
        .flatMap(cell -> find(cell, Integer.parseInt(year), path));
  }

  private static Optional<Found> find(EvidenceCell cell, int year, String path) {
    Optional<VerifierKey> key = cell.keys().verifier(year);
    if (key.isEmpty() || path.equals(KEY)) {
      return key.map(it -> new Found(true, (it + "\n").getBytes(StandardCharsets.UTF_8)));
    }
    try {
      return file(cell.tiles().apply(year), path);
    } catch (Malformed notOfALog) {
      return Optional.empty();
    } catch (EvidenceUnavailable e) {
      throw new StoreUnavailable("evidence " + cell.region(), "read its log", e);
    }
  }

  private static Optional<Found> file(TileStore tiles, String path) {
    return path.equals(TileStore.CHECKPOINT)
        ? tiles.get(path, SignedNote.MAX_LENGTH).map(content -> new Found(true, content))
        : tiles
            .get(path, TilePath.parse(path).maxLength())
            .map(content -> new Found(false, content));
  }
}
