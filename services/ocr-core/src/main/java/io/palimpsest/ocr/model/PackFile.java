package io.palimpsest.ocr.model;

/**
 * One file of a pack.
 *
 * @param name inside the pack's folder
 * @param size bytes
 * @param sha256 64 lower-case hexadecimal digits
 */
record PackFile(String name, long size, String sha256) {
  PackFile {
    if (!name.matches("[\\w.-]+") || name.startsWith(".")) {
      throw new IllegalArgumentException("name: a plain file name is needed");
    }
    if (size < 1) {
      throw new IllegalArgumentException("size: at least 1");
    }
    if (!sha256.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException("sha256: 64 lower-case hexadecimal digits are needed");
    }
  }
}
