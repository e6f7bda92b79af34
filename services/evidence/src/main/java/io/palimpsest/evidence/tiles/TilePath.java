package io.palimpsest.evidence.tiles;

import io.palimpsest.evidence.error.EvidenceRefused.Malformed;
import io.palimpsest.evidence.internal.Strict;
import io.palimpsest.evidence.merkle.Hash;
import io.palimpsest.evidence.note.Checkpoint;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a tile: {@code tile/<level>/<index>[.p/<width>]} (C2SP tlog-tiles). At {@link
 * #ENTRIES} it is a bundle of entries, {@code tile/entries/<index>[.p/<width>]}.
 *
 * @param level 0 holds leaf hashes, each higher one the roots of full tiles below
 * @param index of the tile in its level
 * @param width hashes or entries in it, 1 to 256; below 256 it is a partial tile
 */
public record TilePath(int level, long index, int width) {
  /** The level of the bundles that hold the entries themselves. */
  public static final int ENTRIES = -1;

  /** Hashes of a full tile. */
  public static final int FULL = 256;

  private static final Pattern FORM =
      Pattern.compile(
          "tile/(entries|[0-9]{1,2})/((?:x[0-9]{3}/){0,5}[0-9]{3})(?:\\.p/([0-9]{1,3}))?");

  /** Levels above this one would only be reached by a log beyond {@link Checkpoint#MAX_SIZE}. */
  private static final int MAX_LEVEL = 63;

  public TilePath {
    if (level < ENTRIES || level > MAX_LEVEL) {
      throw new Malformed("a tile of level " + level);
    }
    if (index < 0 || index > Checkpoint.MAX_SIZE) {
      throw new Malformed("a tile of index " + index);
    }
    if (width < 1 || width > FULL) {
      throw new Malformed("a tile of width " + width);
    }
  }

  /** The bundle of entries of an index. */
  public static TilePath entries(long index, int width) {
    return new TilePath(ENTRIES, index, width);
  }

  /**
   * @throws Malformed when it is not exactly what {@link #path} gives for some tile
   */
  public static TilePath parse(String path) {
    Matcher parts = path.length() > 64 ? FORM.matcher("") : FORM.matcher(path);
    if (!parts.matches()) {
      throw new Malformed("not the path of a tile");
    }
    String level = parts.group(1);
    String width = parts.group(3);
    TilePath tile =
        new TilePath(
            level.equals("entries") ? ENTRIES : (int) Strict.decimal(level, MAX_LEVEL, "a level"),
            Long.parseLong(parts.group(2).replaceAll("[x/]", "")),
            width == null ? FULL : (int) Strict.decimal(width, FULL - 1L, "a tile's width"));
    if (!tile.path().equals(path)) {
      throw new Malformed("not the path of a tile");
    }
    return tile;
  }

  /**
   * The tile that a log of this size has at this level and index; its width tells how much of it is
   * there.
   *
   * @throws IllegalArgumentException when such a log has none there
   */
  public static TilePath in(long size, int level, long index) {
    long hashes = size >>> (8 * Math.max(level, 0));
    long width = Math.min(FULL, hashes - index * FULL);
    if (width < 1) {
      throw new IllegalArgumentException("no tile " + level + "/" + index + " at size " + size);
    }
    return new TilePath(level, index, (int) width);
  }

  public boolean isEntries() {
    return level == ENTRIES;
  }

  public boolean isFull() {
    return width == FULL;
  }

  /** The full tile of this level and index. */
  public TilePath full() {
    return new TilePath(level, index, FULL);
  }

  /** Bytes of such a tile at most; exactly, when it holds hashes. */
  public int maxLength() {
    return isEntries() ? width * (2 + EntryBundle.MAX_ENTRY) : width * Hash.LENGTH;
  }

  /** As the log's readers ask for it. */
  public String path() {
    StringBuilder path = new StringBuilder(String.format("%03d", index % 1000));
    for (long rest = index / 1000; rest > 0; rest /= 1000) {
      path.insert(0, String.format("x%03d/", rest % 1000));
    }
    return "tile/"
        + (isEntries() ? "entries" : String.valueOf(level))
        + "/"
        + path
        + (isFull() ? "" : ".p/" + width);
  }

  @Override
  public String toString() {
    return path();
  }
}
