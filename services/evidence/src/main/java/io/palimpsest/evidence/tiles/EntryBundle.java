package io.palimpsest.evidence.tiles;

import io.palimpsest.evidence.error.EvidenceRefused.Malformed;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Entries as bundles hold them: each a big-endian 16-bit length and its bytes. */
public final class EntryBundle {
  /** Bytes of an entry at most. */
  public static final int MAX_ENTRY = 65_535;

  private EntryBundle() {}

  /** Adds an entry at the end. */
  static void write(ByteArrayOutputStream bundle, byte[] entry) {
    bundle.write(entry.length >>> 8);
    bundle.write(entry.length);
    bundle.writeBytes(entry);
  }

  /**
   * Exactly {@code count} entries and not a byte more.
   *
   * @throws Malformed when the bundle holds fewer, more, or ends inside one
   */
  public static List<byte[]> parse(byte[] bundle, int count) {
    List<byte[]> entries = new ArrayList<>(count);
    int at = 0;
    while (at < bundle.length) {
      if (entries.size() == count) {
        throw new Malformed("a bundle with more than its " + count + " entries");
      }
      if (bundle.length - at < 2) {
        throw new Malformed("a bundle that ends inside an entry's length");
      }
      int length = (bundle[at] & 0xff) << 8 | bundle[at + 1] & 0xff;
      at += 2;
      if (length > bundle.length - at) {
        throw new Malformed("a bundle that ends inside an entry");
      }
      entries.add(Arrays.copyOfRange(bundle, at, at + length));
      at += length;
    }
    if (entries.size() < count) {
      throw new Malformed("a bundle with " + entries.size() + " entries in place of " + count);
    }
    return entries;
  }
}
