package io.palimpsest.ocr.fuzz;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * Mutators that know where a format keeps its lengths, counts, offsets and sizes, and change one of
 * them to a number at the edge of its range. What is changed would otherwise still be right: check
 * sums are computed anew.
 */
final class Fields {
  private static final Pattern NUMBER = Pattern.compile("(?<![0-9A-Za-z.])[0-9]{1,10}(?![0-9])");

  private Fields() {}

  /** The mutator for files of that kind. */
  static Mutator of(String format) {
    return switch (format) {
      case "png" -> Fields::png;
      case "jpeg" -> Fields::jpeg;
      case "tiff" -> Fields::tiff;
      case "webp" -> Fields::webp;
      case "bmp" ->
          (file, random) -> changed(file, list(2, 10, 14, 18, 22, 28, 30, 34, 46), 4, random);
      case "gif" -> Fields::gif;
      case "pdf" -> Fields::pdf;
      default -> throw new IllegalArgumentException(format);
    };
  }

  private static List<Integer> list(Integer... offsets) {
    return List.of(offsets);
  }

  private static byte[] changed(byte[] file, List<Integer> at, int size, RandomGenerator random) {
    byte[] result = file.clone();
    ByteBuffer out = ByteBuffer.wrap(result).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = random.nextInt(3); i >= 0; i--) {
      put(out, at.get(random.nextInt(at.size())), size, Mutator.wild(random));
    }
    return result;
  }

  private static void put(ByteBuffer out, int at, int size, int value) {
    if (at < 0 || at + size > out.limit()) {
      return; // the file was broken before
    }
    switch (size) {
      case 1 -> out.put(at, (byte) value);
      case 2 -> out.putShort(at, (short) value);
      default -> out.putInt(at, value);
    }
  }

  /** The length of a chunk, or four bytes in one, with its check sum made right again. */
  private static byte[] png(byte[] file, RandomGenerator random) {
    byte[] result = file.clone();
    ByteBuffer out = ByteBuffer.wrap(result);
    List<Integer> chunks = new ArrayList<>();
    for (long at = 8; at >= 8 && at + 12 <= file.length; at += 12 + (long) out.getInt((int) at)) {
      chunks.add((int) at);
    }
    if (chunks.isEmpty()) {
      return result;
    }
    int chunk = random.nextInt(3) == 0 ? 8 : chunks.get(random.nextInt(chunks.size()));
    int length = out.getInt(chunk);
    if (random.nextInt(4) == 0) {
      out.putInt(chunk, Mutator.wild(random));
      return result;
    }
    if (length > 0 && chunk + 12L + length <= file.length) {
      boolean byteOnly = length < 4 || random.nextBoolean();
      int at = chunk + 8 + random.nextInt(byteOnly ? length : length - 3);
      put(out, at, byteOnly ? 1 : 4, Mutator.wild(random));
      CRC32 crc = new CRC32();
      crc.update(result, chunk + 4, length + 4);
      out.putInt(chunk + 8 + length, (int) crc.getValue());
    }
    return result;
  }

  /** A segment's length or one of its bytes. */
  private static byte[] jpeg(byte[] file, RandomGenerator random) {
    byte[] result = file.clone();
    ByteBuffer out = ByteBuffer.wrap(result);
    List<Integer> segments = new ArrayList<>();
    for (int at = 2; at + 4 <= file.length && file[at] == (byte) 0xFF; ) {
      segments.add(at);
      at += 2 + Math.max(2, out.getShort(at + 2) & 0xFFFF);
    }
    if (segments.isEmpty()) {
      return result;
    }
    int segment = segments.get(random.nextInt(segments.size()));
    int length = out.getShort(segment + 2) & 0xFFFF;
    int size = 1 + random.nextInt(2);
    put(
        out,
        segment + 2 + random.nextInt(Math.max(1, Math.min(length, 40))),
        size,
        Mutator.wild(random));
    return result;
  }

  /**
   * A directory's count, an entry's tag, type, count or value, or the way to the next directory.
   */
  private static byte[] tiff(byte[] file, RandomGenerator random) {
    byte[] result = file.clone();
    ByteBuffer out = ByteBuffer.wrap(result);
    out.order(file[0] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    int directory = out.getInt(4);
    if (directory < 8 || directory + 2 > file.length) {
      return result;
    }
    int entries = out.getShort(directory) & 0xFFFF;
    for (int i = random.nextInt(2); i >= 0; i--) {
      int entry = directory + 2 + 12 * random.nextInt(Math.max(1, entries));
      switch (random.nextInt(8)) {
        case 0 -> put(out, directory, 2, Mutator.wild(random));
        case 1 -> put(out, directory + 2 + 12 * entries, 4, random.nextInt(file.length));
        case 2 -> put(out, directory + 2 + 12 * entries, 4, directory);
        case 3 -> put(out, entry, 2, 254 + random.nextInt(80));
        case 4 -> put(out, entry + 2, 2, random.nextInt(19));
        case 5 -> put(out, entry + 4, 4, Mutator.wild(random));
        default -> put(out, entry + 8, random.nextBoolean() ? 2 : 4, Mutator.wild(random));
      }
    }
    return result;
  }

  /** The size of the container, of a chunk, or of the picture in it. */
  private static byte[] webp(byte[] file, RandomGenerator random) {
    return changed(
        file,
        list(4, 12, 16, 20, 21, 24, 26, 27, 28, 30, 34, 38, 42, 46, 50, 52, 54, 58, 62),
        1 + random.nextInt(4),
        random);
  }

  /** The logical screen, the colour table, and wherever a block may say its length. */
  private static byte[] gif(byte[] file, RandomGenerator random) {
    if (random.nextBoolean()) {
      return changed(file, list(6, 8, 10, 11, 12), 1 + random.nextInt(2), random);
    }
    List<Integer> frames = new ArrayList<>();
    for (int at = 13; at + 11 < file.length; at++) {
      if (file[at] == ',' && file[at + 2] == 0 && file[at + 4] == 0) {
        for (int field : new int[] {1, 3, 5, 7, 9, 10, 11}) {
          frames.add(at + field);
        }
      }
    }
    return frames.isEmpty() ? file : changed(file, frames, 1 + random.nextInt(2), random);
  }

  /** Numbers as they stand in the text: lengths, sizes, references, places in the table. */
  private static byte[] pdf(byte[] file, RandomGenerator random) {
    String text = new String(file, java.nio.charset.StandardCharsets.ISO_8859_1);
    List<int[]> numbers = new ArrayList<>();
    for (Matcher m = NUMBER.matcher(text); m.find(); ) {
      numbers.add(new int[] {m.start(), m.end()});
    }
    StringBuilder result = new StringBuilder(text);
    for (int i = random.nextInt(3); i >= 0 && !numbers.isEmpty(); i--) {
      int[] number = numbers.get(random.nextInt(numbers.size()));
      String value = random.nextBoolean() ? "" + random.nextInt(12) : "" + Mutator.wild(random);
      // In place where it fits, so that the table of objects stays right.
      int length = number[1] - number[0];
      String padded = (value + " ".repeat(length)).substring(0, length);
      result.replace(number[0], number[1], random.nextInt(4) == 0 ? value : padded);
    }
    return Bytes.ascii(result.toString());
  }
}
