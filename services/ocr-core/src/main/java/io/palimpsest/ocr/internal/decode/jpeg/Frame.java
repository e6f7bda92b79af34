package io.palimpsest.ocr.internal.decode.jpeg;

/**
 * Sizes of a picture and its units: a unit has each component's blocks for one stretch of the
 * picture (ITU-T T.81, A.2).
 *
 * @param width pixels
 * @param height pixels
 * @param widest samples of the finest component in a unit's blocks, horizontally, by eight
 * @param highest the same, vertically
 */
record Frame(int width, int height, int widest, int highest) {

  int unitsWide() {
    return Math.ceilDiv(width, widest * Component.SIDE);
  }

  int unitsHigh() {
    return Math.ceilDiv(height, highest * Component.SIDE);
  }
}
