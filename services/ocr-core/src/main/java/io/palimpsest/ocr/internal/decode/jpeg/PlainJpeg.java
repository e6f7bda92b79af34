package io.palimpsest.ocr.internal.decode.jpeg;

import io.palimpsest.ocr.Picture;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ForkJoinTask;
import org.jspecify.annotations.Nullable;

/**
 * Decodes JPEGs as nearly all are: Huffman codes, eight bits, sequential or progressive, grey or in
 * luminance and two differences that are as fine, half as wide, or half as wide and high (ITU-T
 * T.81; JFIF 1.02). Whatever else a file has, or lacks, is left to a general decoder, which judges
 * what can be made of it. The pixels are those that libjpeg makes, to the last bit.
 *
 * <p>While the bits are still being read, which only one processor can do, others turn what is
 * there into pixels.
 */
public final class PlainJpeg {
  /** Coefficients that are kept; pictures with more are decoded in another way, bytes. */
  private static final long MOST_BYTES = 96L << 20;

  /** Rows of units in a band: enough that little is done twice, and few enough to begin soon. */
  private static final int BAND = 8;

  /** Coefficients without whose lowest bits libjpeg would smooth what it sees. */
  private static final int SMOOTHED = 6;

  private final byte[] file;
  private final Runnable check;
  private final int[][] steps = new int[4][];
  private final @Nullable HuffmanTable[] dc = new HuffmanTable[4];
  private final @Nullable HuffmanTable[] ac = new HuffmanTable[4];
  private final List<Component> components = new ArrayList<>();
  private final List<ForkJoinTask<?>> bands = new ArrayList<>();
  private @Nullable Frame frame;
  private boolean progressive;
  private int restartAfter;
  private byte[] bgr = {};

  private PlainJpeg(byte[] file, Runnable check) {
    this.file = file;
    this.check = check;
  }

  /**
   * The picture, not turned.
   *
   * @param file whose frames have been found to be of an acceptable size
   * @param check called often; what it throws ends the decoding
   * @return nothing where the file is not plain
   */
  public static Optional<Picture> decode(byte[] file, Runnable check) {
    try {
      return Optional.of(new PlainJpeg(file, check).picture());
    } catch (Unusual e) {
      return Optional.empty(); // broken or not, others know more of such files
    }
  }

  private Picture picture() {
    int at = 2;
    while (true) {
      int marker = u16(at);
      int length = marker == 0xFFD9 ? 0 : u16(at + 2);
      int end = at + 2 + length;
      if (end > file.length || marker != 0xFFD9 && length < 2) {
        throw new Unusual("a segment is longer than the file");
      }
      switch (marker) {
        case 0xFFC0, 0xFFC1, 0xFFC2 -> frame(at + 4, end, marker == 0xFFC2);
        case 0xFFC4 -> huffman(at + 4, end);
        case 0xFFDB -> quantisation(at + 4, end);
        case 0xFFDD -> restartAfter = u16(at + 4);
        case 0xFFDA -> end = scan(at + 4, end);
        case 0xFFD9 -> {
          return finished();
        }
        case 0xFFEE -> throw new Unusual("colours as Adobe tells them");
        default -> {
          if (marker < 0xFFE0 || marker > 0xFFEF && marker != 0xFFFE) {
            throw new Unusual("a marker that is neither comment nor application data");
          }
        }
      }
      at = end;
    }
  }

  private void frame(int at, int end, boolean inScans) {
    int count = u8(at + 5);
    if (frame != null
        || u8(at) != Byte.SIZE
        || count != 1 && count != 3
        || end != at + 6 + 3 * count) {
      throw new Unusual("a frame of another kind");
    }
    int across = u8(at + 7) >> 4;
    int down = u8(at + 7) & 15;
    if (count == 1) {
      across = 1; // alone in its scan, whatever it says
      down = 1;
    }
    if (across < down || across > 2 || down < 1) {
      throw new Unusual("colours of another fineness");
    }
    Frame f = new Frame(u16(at + 3), u16(at + 1), across, down);
    long blocks = (long) f.unitsWide() * f.unitsHigh() * (count == 1 ? 1 : across * down + 2);
    if (f.width() <= 4 || f.height() < 1 || blocks * Component.BLOCK * Short.BYTES > MOST_BYTES) {
      throw new Unusual("too small or too large");
    }
    if (blocks > (long) file.length * Byte.SIZE) {
      throw new Unusual("each block takes a bit at least"); // so there is no use in making room
    }
    for (int i = 0; i < count; i++) {
      int entry = at + 6 + 3 * i;
      boolean fine = i == 0;
      if (count == 3 && (u8(entry) != i + 1 || !fine && u8(entry + 1) != 0x11)
          || u8(entry + 2) > 3) {
        throw new Unusual("components of another kind");
      }
      components.add(
          new Component(u8(entry), fine ? across : 1, fine ? down : 1, u8(entry + 2), f));
    }
    progressive = inScans;
    frame = f;
  }

  private void quantisation(int from, int end) {
    int at = from;
    while (at < end) {
      int number = u8(at);
      if (number > 3 || at + 1 + Component.BLOCK > end) { // sixteen bits have a number above
        throw new Unusual("a quantisation table of another kind");
      }
      int[] table = new int[Component.BLOCK];
      for (int k = 0; k < table.length; k++) {
        table[BlockReader.natural(k)] = u8(at + 1 + k);
      }
      steps[number] = table;
      at += 1 + Component.BLOCK;
    }
  }

  private void huffman(int from, int end) {
    int at = from;
    while (at < end) {
      int number = u8(at);
      int count = 0;
      for (int i = 1; i <= HuffmanTable.LONGEST; i++) {
        count += u8(at + i);
      }
      int behind = at + 1 + HuffmanTable.LONGEST + count;
      if ((number & ~0x13) != 0 || count > 256 || behind > end) {
        throw new Unusual("a Huffman table of another kind");
      }
      (number < 16 ? dc : ac)[number & 3] = new HuffmanTable(file, at + 1, count);
      at = behind;
    }
  }

  private int scan(int at, int end) {
    Frame f = frame;
    int count = u8(at);
    if (f == null || count < 1 || count > components.size() || end != at + 4 + 2 * count) {
      throw new Unusual("a scan of another kind");
    }
    int band = at + 1 + 2 * count;
    int from = u8(band);
    int to = u8(band + 1);
    int before = u8(band + 2) >> 4;
    int low = u8(band + 2) & 15;
    List<Component> scanned = new ArrayList<>();
    List<Scan.Part> parts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int id = u8(at + 1 + 2 * i);
      int tables = u8(at + 2 + 2 * i);
      Component component =
          components.stream()
              .filter(c -> c.id == id && !scanned.contains(c))
              .findFirst()
              .orElseThrow(() -> new Unusual("a scan of no component"));
      scanned.add(component);
      parts.add(part(component, tables, from, before, to));
    }
    account(scanned, from, to, before, low);
    Scan scan = new Scan(parts, from, to, before, low, restartAfter, progressive);
    boolean whole = !progressive && count == components.size();
    return scan.read(
        file,
        end,
        f,
        rows -> {
          check.run();
          if (whole) {
            paint(f, rows);
          }
        });
  }

  private Scan.Part part(Component c, int tables, int from, int before, int to) {
    int[] table = steps[c.table];
    if (table == null || (tables & ~0x33) != 0) {
      throw new Unusual("a scan without its tables");
    }
    if (c.steps.length == 0) {
      c.steps = table;
    }
    HuffmanTable first = dc[tables >> 4];
    HuffmanTable others = ac[tables & 3];
    boolean needsFirst = from == 0 && before == 0;
    if (needsFirst && first == null || to > 0 && others == null) {
      throw new Unusual("a scan without its tables");
    }
    return new Scan.Part(c, first, others);
  }

  /** Every bit of every coefficient must come once, the higher ones first. */
  private void account(List<Component> scanned, int from, int to, int before, int low) {
    boolean fits =
        progressive
            ? (from == 0 ? to == 0 : scanned.size() == 1 && from <= to && to < Component.BLOCK)
                && low <= 13
                && (before == 0 || before == low + 1)
            : from == 0 && to == Component.BLOCK - 1 && before == 0 && low == 0;
    if (!fits) {
      throw new Unusual("a scan of other bits");
    }
    for (Component c : scanned) {
      for (int k = from; k <= to; k++) {
        if (c.missing[k] != (before == 0 ? Integer.MAX_VALUE : before)
            || k > 0 && c.missing[0] == Integer.MAX_VALUE && progressive) {
          throw new Unusual("scans in another order");
        }
        c.missing[k] = low;
      }
    }
  }

  /**
   * Has the bands painted that lie in the rows that are done and need no more of those below.
   *
   * @param rows of units
   */
  private void paint(Frame f, int rows) {
    if (bgr.length == 0) {
      bgr = new byte[f.width() * f.height() * 3];
    }
    for (int from = bands.size() * BAND; from < f.unitsHigh(); from += BAND) {
      int to = Math.min(from + BAND, f.unitsHigh());
      if (rows < Math.min(to + 1, f.unitsHigh())) {
        return;
      }
      bands.add(ForkJoinTask.adapt(new Band(f, components, from, to, bgr)).fork());
    }
  }

  private Picture finished() {
    Frame f = frame;
    if (f == null) {
      throw new Unusual("no frame");
    }
    for (Component c : components) {
      if (Arrays.stream(c.missing, 0, SMOOTHED).anyMatch(bits -> bits > 0)) {
        throw new Unusual("coefficients are missing");
      }
    }
    paint(f, f.unitsHigh());
    // The last first: those that no other processor has begun are done here.
    for (ForkJoinTask<?> band : bands.reversed()) {
      band.join();
    }
    return new Picture(f.width(), f.height(), bgr);
  }

  private int u8(int at) {
    if (at >= file.length) {
      throw new Unusual("the file ends too soon");
    }
    return file[at] & 255;
  }

  private int u16(int at) {
    return u8(at) << 8 | u8(at + 1);
  }
}
