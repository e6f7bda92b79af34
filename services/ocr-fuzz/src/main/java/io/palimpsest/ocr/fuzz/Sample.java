package io.palimpsest.ocr.fuzz;

/**
 * One file to try.
 *
 * @param name what it is and what was done to it; the same for the same seed
 * @param bytes the file
 */
public record Sample(String name, byte[] bytes) {

  Sample changed(String how, byte[] other) {
    return new Sample(name + " " + how, other);
  }
}
