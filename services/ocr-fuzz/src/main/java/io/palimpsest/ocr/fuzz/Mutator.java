package io.palimpsest.ocr.fuzz;

import java.util.random.RandomGenerator;

/** Breaks a file in one way. */
interface Mutator {
  byte[] apply(byte[] file, RandomGenerator random);

  /** Numbers that programs get wrong. */
  static int wild(RandomGenerator random) {
    int[] edges = {
      0,
      1,
      2,
      3,
      7,
      8,
      255,
      256,
      4095,
      16383,
      16384,
      32767,
      32768,
      60_000,
      65535,
      65536,
      1 << 20,
      1 << 24,
      Integer.MAX_VALUE,
      Integer.MIN_VALUE,
      -1,
      -2,
      -256
    };
    int i = random.nextInt(edges.length + 2);
    return i < edges.length ? edges[i] : random.nextInt();
  }
}
