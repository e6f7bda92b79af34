package io.palimpsest.ocr.internal.decode.jpeg;

/**
 * One of a frame's colours: luminance, or one of the two differences that make it a colour.
 *
 * <p>Its coefficients are kept block by block, row by row, each block in natural order, until they
 * are turned into samples.
 */
final class Component {
  static final int BLOCK = 64;
  static final int SIDE = 8;

  final int id;
  final int across;
  final int down;
  final int table;

  /** In samples that lie inside the picture. */
  final int width;

  final int height;

  /** In blocks, filled up to whole units of the interleaved scan. */
  final int blocksWide;

  final int blocksHigh;
  final short[] coefficients;

  /** Bits of each coefficient that are still to come; one that no scan has begun lacks all. */
  final int[] missing = new int[BLOCK];

  /** By what each coefficient is multiplied, natural order; empty before the first scan. */
  int[] steps = {};

  /** Of the block before, as differences are told. */
  int predicted;

  /**
   * @param across samples of this component for each unit, horizontally
   * @param down the same, vertically
   * @param table number of the quantisation table
   */
  Component(int id, int across, int down, int table, Frame frame) {
    this.id = id;
    this.across = across;
    this.down = down;
    this.table = table;
    this.width = Math.ceilDiv(frame.width() * across, frame.widest());
    this.height = Math.ceilDiv(frame.height() * down, frame.highest());
    this.blocksWide = frame.unitsWide() * across;
    this.blocksHigh = frame.unitsHigh() * down;
    this.coefficients = new short[blocksWide * blocksHigh * BLOCK];
    java.util.Arrays.fill(missing, Integer.MAX_VALUE);
  }

  int offset(int blockX, int blockY) {
    return (blockY * blocksWide + blockX) * BLOCK;
  }
}
