package io.palimpsest.ocr.fuzz;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Mutators that know nothing of formats. */
final class AnyFile {
  static final Map<String, Mutator> ALL =
      Map.of(
          "bits", AnyFile::bits,
          "head bits", AnyFile::headBits,
          "run", AnyFile::run,
          "cut", AnyFile::cut,
          "number", AnyFile::number,
          "moved", AnyFile::moved,
          "dropped", AnyFile::dropped,
          "repeated", AnyFile::repeated);

  private static final int HEAD = 128;

  private AnyFile() {}

  private static byte[] bits(byte[] file, RandomGenerator random) {
    return flipped(file, file.length, 1 + random.nextInt(12), random);
  }

  private static byte[] headBits(byte[] file, RandomGenerator random) {
    return flipped(file, Math.min(HEAD, file.length), 1 + random.nextInt(4), random);
  }

  private static byte[] flipped(byte[] file, int within, int flips, RandomGenerator random) {
    byte[] result = file.clone();
    for (int i = 0; i < flips; i++) {
      result[random.nextInt(within)] ^= (byte) (1 << random.nextInt(8));
    }
    return result;
  }

  private static byte[] run(byte[] file, RandomGenerator random) {
    byte[] result = file.clone();
    int from = random.nextInt(file.length);
    int to = Math.min(file.length, from + 1 + random.nextInt(64));
    Arrays.fill(
        result, from, to, (byte) (random.nextBoolean() ? -random.nextInt(2) : random.nextInt()));
    return result;
  }

  private static byte[] cut(byte[] file, RandomGenerator random) {
    return Arrays.copyOf(file, random.nextInt(file.length));
  }

  /** A number of 2 or 4 bytes in either order becomes an edge of its range. */
  private static byte[] number(byte[] file, RandomGenerator random) {
    byte[] result = file.clone();
    int within = random.nextBoolean() ? Math.min(HEAD, file.length) : file.length;
    ByteBuffer out =
        ByteBuffer.wrap(result)
            .order(random.nextBoolean() ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    int at = random.nextInt(Math.max(1, within - 4));
    if (random.nextBoolean()) {
      out.putInt(at, Mutator.wild(random));
    } else {
      out.putShort(at, (short) Mutator.wild(random));
    }
    return result;
  }

  private static byte[] moved(byte[] file, RandomGenerator random) {
    byte[] result = file.clone();
    int length = 1 + random.nextInt(Math.min(256, file.length));
    System.arraycopy(
        file,
        random.nextInt(file.length - length + 1),
        result,
        random.nextInt(file.length - length + 1),
        length);
    return result;
  }

  private static byte[] dropped(byte[] file, RandomGenerator random) {
    int from = random.nextInt(file.length);
    int to = Math.min(file.length, from + 1 + random.nextInt(32));
    return Bytes.join(Bytes.cut(file, 0, from), Bytes.cut(file, to, file.length));
  }

  private static byte[] repeated(byte[] file, RandomGenerator random) {
    int from = random.nextInt(file.length);
    int to = Math.min(file.length, from + 1 + random.nextInt(512));
    byte[] piece = Bytes.cut(file, from, to);
    byte[] result = Bytes.cut(file, 0, to);
    for (int i = random.nextInt(20); i >= 0; i--) {
      result = Bytes.join(result, piece);
    }
    return Bytes.join(result, Bytes.cut(file, to, file.length));
  }
}
