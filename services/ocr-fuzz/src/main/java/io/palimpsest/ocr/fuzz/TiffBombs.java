package io.palimpsest.ocr.fuzz;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** TIFFs whose directories lie: about sizes, about counts, about what comes next (TIFF 6.0, 2). */
final class TiffBombs {
  private static final int LONG = 4;

  private TiffBombs() {}

  static List<Sample> all() {
    List<Sample> bombs = new ArrayList<>();
    byte[] zeros = Bytes.deflatedZeros(1 << 27);
    byte[] few = new byte[64];
    for (int compression : new int[] {1, 2, 3, 4, 5, 6, 7, 8, 32773, 32946}) {
      for (int side : new int[] {9_900, 30_000, 65_000}) {
        bombs.add(
            new Sample(
                "bomb tiff " + compression + " " + side,
                tiff(few, 8, 0, field(256, side), field(257, side), field(259, compression))));
      }
    }
    bombs.add(
        new Sample(
            "bomb tiff deflate",
            tiff(zeros, 8, 0, field(256, 9_000), field(257, 9_000), field(259, 8))));
    bombs.add(
        new Sample(
            "bomb tiff deflate unasked",
            tiff(zeros, 8, 0, field(256, 9), field(257, 9), field(259, 8))));
    bombs.add(
        new Sample(
            "bomb tiff tile",
            tiff(
                few,
                8,
                0,
                field(256, 99),
                field(257, 99),
                field(322, 60_000),
                field(323, 60_000))));
    bombs.add(
        new Sample(
            "bomb tiff samples",
            tiff(few, 8, 0, field(256, 9_000), field(257, 9_000), field(277, 65535))));
    bombs.add(new Sample("bomb tiff depth", tiff(few, 65535, 0, field(256, 9), field(257, 9))));
    bombs.add(new Sample("bomb tiff deep", tiff(few, 64, 0, field(256, 9_000), field(257, 9_000))));
    bombs.add(new Sample("bomb tiff loop", tiff(few, 8, 8, field(256, 9), field(257, 9))));
    for (int tag : new int[] {258, 273, 279, 320, 330, 34665, 347, 700, 34675, 324}) {
      for (int count : new int[] {100_000_000, Integer.MAX_VALUE, -1}) {
        bombs.add(
            new Sample(
                "bomb tiff count of " + tag,
                tiff(few, 8, 0, field(256, 9), field(257, 9), new int[] {tag, LONG, count, 8})));
      }
    }
    bombs.add(new Sample("bomb tiff directories", chain(50_000)));
    bombs.add(
        new Sample(
            "bomb tiff own child",
            tiff(few, 8, 0, field(256, 9), field(257, 9), field(330, 8), field(34665, 8))));
    return bombs;
  }

  private static int[] field(int tag, int value) {
    return new int[] {tag, LONG, 1, value};
  }

  /** One directory at 8, its data behind it; fields given replace the usual ones. */
  private static byte[] tiff(byte[] data, int bits, int next, int[]... fields) {
    List<int[]> all = new ArrayList<>(List.of(fields));
    int[][] usual = {
      field(258, bits),
      field(259, 1),
      field(262, 1),
      field(273, 4_000),
      field(277, 1),
      field(278, 1 << 30),
      field(279, data.length)
    };
    for (int[] field : usual) {
      if (all.stream().noneMatch(f -> f[0] == field[0])) {
        all.add(field);
      }
    }
    all.sort(java.util.Comparator.comparingInt(f -> f[0]));
    ByteBuffer out = Bytes.little(4_000 + data.length);
    out.put(Bytes.of('I', 'I', 42, 0)).putInt(8).putShort((short) all.size());
    all.forEach(f -> entry(out, f));
    return out.putInt(next).put(4_000, data).array();
  }

  private static void entry(ByteBuffer out, int[] field) {
    out.putShort((short) field[0]).putShort((short) field[1]).putInt(field[2]).putInt(field[3]);
  }

  /** So many pages of one pixel. */
  private static byte[] chain(int pages) {
    int[][] fields = {
      field(256, 1),
      field(257, 1),
      field(258, 8),
      field(259, 1),
      field(262, 1),
      field(273, 8),
      field(279, 1)
    };
    int size = 2 + 12 * fields.length + 4;
    ByteBuffer out = Bytes.little(8 + pages * size);
    out.put(Bytes.of('I', 'I', 42, 0)).putInt(8);
    for (int i = 1; i <= pages; i++) {
      out.putShort((short) fields.length);
      for (int[] field : fields) {
        entry(out, field);
      }
      out.putInt(i == pages ? 0 : 8 + i * size);
    }
    return out.array();
  }
}
