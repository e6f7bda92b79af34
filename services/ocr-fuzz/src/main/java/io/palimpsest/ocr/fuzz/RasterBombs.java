package io.palimpsest.ocr.fuzz;

import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Small raster files that ask for far more than they hold. */
final class RasterBombs {
  private RasterBombs() {}

  static List<Sample> all() {
    List<Sample> bombs = new ArrayList<>();
    png(bombs);
    jpeg(bombs);
    gif(bombs);
    webp(bombs);
    bmp(bombs);
    return bombs;
  }

  private static void png(List<Sample> bombs) {
    byte[] some = Bytes.deflatedZeros(1000);
    byte[] zeros = Bytes.deflatedZeros(1 << 28);
    bombs.add(new Sample("bomb png sides", png(60_000, 60_000, 8, 2, 0, some)));
    bombs.add(new Sample("bomb png max sides", png(Integer.MAX_VALUE, 1, 8, 2, 0, some)));
    bombs.add(new Sample("bomb png just allowed", png(30_000, 30_000, 16, 6, 0, some)));
    bombs.add(new Sample("bomb png zeros", png(20_000, 20_000, 8, 2, 0, zeros)));
    bombs.add(new Sample("bomb png deep zeros", png(9_000, 9_000, 16, 6, 0, zeros)));
    bombs.add(new Sample("bomb png endless data", png(10, 10, 8, 2, 0, zeros)));
    bombs.add(new Sample("bomb png interlaced", png(20_000, 20_000, 8, 2, 1, zeros)));
    byte[] small = png(10, 10, 8, 2, 0, Bytes.deflatedZeros(310));
    for (String type : List.of("zTXt", "iCCP", "iTXt")) {
      byte[] head = Bytes.ascii(type.equals("iTXt") ? "k\0\1\0\0\0" : "k\0\0");
      byte[] chunk = Bytes.chunk(type, Bytes.join(head, zeros));
      bombs.add(
          new Sample(
              "bomb png " + type,
              Bytes.join(Bytes.cut(small, 0, 33), chunk, Bytes.cut(small, 33, small.length))));
    }
    byte[] chunks = many(Bytes.chunk("tEXt", Bytes.ascii("k\0v")), 100_000);
    bombs.add(
        new Sample(
            "bomb png chunks",
            Bytes.join(Bytes.cut(small, 0, 33), chunks, Bytes.cut(small, 33, small.length))));
    byte[] empty = many(Bytes.chunk("IDAT", new byte[0]), 200_000);
    bombs.add(
        new Sample(
            "bomb png empty data",
            Bytes.join(Bytes.cut(small, 0, 33), empty, Bytes.cut(small, 33, small.length))));
  }

  static byte[] png(int width, int height, int depth, int color, int interlace, byte[] data) {
    byte[] header =
        ByteBuffer.allocate(13)
            .putInt(width)
            .putInt(height)
            .put(Bytes.of(depth, color, 0, 0, interlace))
            .array();
    return Bytes.join(
        Bytes.of(0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'),
        Bytes.chunk("IHDR", header),
        Bytes.chunk("IDAT", data),
        Bytes.chunk("IEND", new byte[0]));
  }

  private static void jpeg(List<Sample> bombs) {
    for (boolean progressive : new boolean[] {false, true}) {
      byte[] seed =
          RasterSeeds.written("jpeg", Drawn.picture(BufferedImage.TYPE_3BYTE_BGR), "", progressive);
      String kind = progressive ? "progressive" : "baseline";
      for (int side : new int[] {5_000, 9_900, 25_000, 65_500}) {
        byte[] wide = sized(seed, progressive ? 0xC2 : 0xC0, side, side);
        bombs.add(new Sample("bomb jpeg " + kind + " " + side, wide));
      }
    }
    byte[] seed =
        RasterSeeds.written("jpeg", Drawn.picture(BufferedImage.TYPE_3BYTE_BGR), "", true);
    byte[] wide = sized(seed, 0xC2, 7_000, 7_000);
    int last = lastScan(wide);
    byte[] scan = Bytes.cut(wide, last, wide.length - 2);
    bombs.add(
        new Sample(
            "bomb jpeg scans",
            Bytes.join(
                Bytes.cut(wide, 0, wide.length - 2), many(scan, 5_000), Bytes.of(0xFF, 0xD9))));
    byte[] plain = RasterSeeds.inserted(seed, many(Bytes.of(0xFF), 2_000_000));
    bombs.add(new Sample("bomb jpeg filling", plain));
    byte[] comment = RasterSeeds.segment(0xFE, new byte[4]);
    bombs.add(new Sample("bomb jpeg comments", RasterSeeds.inserted(seed, many(comment, 300_000))));
    byte[] icc =
        RasterSeeds.segment(0xE2, Bytes.join(Bytes.ascii("ICC_PROFILE\0\1\377"), new byte[60_000]));
    bombs.add(new Sample("bomb jpeg profile", RasterSeeds.inserted(seed, many(icc, 255))));
  }

  private static byte[] sized(byte[] jpeg, int frame, int width, int height) {
    byte[] result = jpeg.clone();
    int at = Bytes.find(jpeg, Bytes.of(0xFF, frame, 0, 17), 0);
    ByteBuffer.wrap(result).putShort(at + 5, (short) height).putShort(at + 7, (short) width);
    return result;
  }

  private static int lastScan(byte[] jpeg) {
    int last = 0;
    for (int at = 0; (at = Bytes.find(jpeg, Bytes.of(0xFF, 0xDA), at)) >= 0; at++) {
      last = at;
    }
    return last;
  }

  private static void gif(List<Sample> bombs) {
    byte[] seed =
        RasterSeeds.written("gif", Drawn.picture(BufferedImage.TYPE_BYTE_INDEXED), "", false);
    byte[] screen = seed.clone();
    ByteBuffer.wrap(screen).putInt(6, -1);
    bombs.add(new Sample("bomb gif screen", screen));
    int frame = Bytes.find(seed, Bytes.of(',', 0, 0, 0, 0), 13);
    byte[] wide = screen.clone();
    ByteBuffer.wrap(wide).putInt(frame + 5, -1);
    bombs.add(new Sample("bomb gif frame", wide));
    byte[] allowed = seed.clone();
    ByteBuffer.wrap(allowed).putInt(6, 0x10_27_10_27).putInt(frame + 5, 0x10_27_10_27);
    bombs.add(new Sample("bomb gif 10000", allowed));
    byte[] one = Bytes.cut(seed, frame, seed.length - 1);
    bombs.add(
        new Sample(
            "bomb gif frames",
            Bytes.join(Bytes.cut(seed, 0, frame), many(one, 3_000), Bytes.of(';'))));
  }

  private static void webp(List<Sample> bombs) {
    for (int side : new int[] {3_000, 9_900, 16_384}) {
      bombs.add(new Sample("bomb webp lossless " + side, lossless(side)));
      byte[] lossy = RasterSeeds.webp("lossy");
      int size = Math.min(side, 16_383);
      ByteBuffer.wrap(lossy)
          .order(java.nio.ByteOrder.LITTLE_ENDIAN)
          .putShort(26, (short) size)
          .putShort(28, (short) size);
      bombs.add(new Sample("bomb webp lossy " + size, lossy));
    }
    byte[] canvas = RasterSeeds.webp("animated");
    ByteBuffer.wrap(canvas).putLong(24, -1).putShort(28, (short) -1);
    bombs.add(new Sample("bomb webp canvas", canvas));
    byte[] frame = RasterSeeds.webp("animated");
    int at = Bytes.find(frame, Bytes.ascii("ANMF"), 0) + 8 + 6;
    ByteBuffer.wrap(frame).putInt(at, -1).putShort(at + 4, (short) -1);
    bombs.add(new Sample("bomb webp frame", frame));
  }

  /**
   * A square of one colour: five codes of one symbol each, so that pixels take no bits (RFC 9649,
   * 3.7.2.1).
   */
  static byte[] lossless(int side) {
    long bits = 0;
    int at = 0;
    bits |= (long) (side - 1) << at;
    at += 14;
    bits |= (long) (side - 1) << at;
    at += 14 + 1 + 3; // no alpha, version 0
    at += 3; // no transform, no cache, one code group
    for (int code = 0; code < 5; code++) {
      bits |= 1L << at; // simple, one symbol, of one bit, 0
      at += 4;
    }
    byte[] data = Bytes.little(9).put((byte) 0x2F).putLong(bits).array();
    return Bytes.join(
        Bytes.ascii("RIFF"),
        Bytes.little(4).putInt(4 + 8 + 10).array(),
        Bytes.ascii("WEBPVP8L"),
        Bytes.little(4).putInt(9).array(),
        data,
        new byte[1]);
  }

  private static void bmp(List<Sample> bombs) {
    for (int side : new int[] {9_900, 29_000, 60_000}) {
      for (int bits : new int[] {1, 24}) {
        bombs.add(new Sample("bomb bmp " + bits + " " + side, bmp(side, bits, 0, 0)));
      }
      bombs.add(new Sample("bomb bmp rle " + side, bmp(side, 8, 1, 0)));
    }
    bombs.add(new Sample("bomb bmp colours", bmp(10, 8, 0, Integer.MAX_VALUE)));
  }

  private static byte[] bmp(int side, int bits, int compression, int colours) {
    return Bytes.little(54 + 1024 + 2000)
        .put(Bytes.ascii("BM"))
        .putInt(54 + 1024 + 2000)
        .putInt(0)
        .putInt(54 + 1024)
        .putInt(40)
        .putInt(side)
        .putInt(side)
        .putShort((short) 1)
        .putShort((short) bits)
        .putInt(compression)
        .putInt(0)
        .putInt(0)
        .putInt(0)
        .putInt(colours)
        .putInt(0)
        .array();
  }

  static byte[] many(byte[] piece, int times) {
    ByteBuffer all = ByteBuffer.allocate(piece.length * times);
    for (int i = 0; i < times; i++) {
      all.put(piece);
    }
    return all.array();
  }
}
