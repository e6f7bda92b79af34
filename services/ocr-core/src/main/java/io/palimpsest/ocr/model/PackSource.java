package io.palimpsest.ocr.model;

import java.net.URI;

/** A place where a file of a pack lies. */
sealed interface PackSource {
  /**
   * The bytes that lie there. Two places may hold the same network in other bytes, for instance
   * with and without its dictionary in the metadata.
   */
  Content content();

  /**
   * The address at which its maker publishes the file.
   *
   * @param address https only
   */
  record Https(URI address, Content content) implements PackSource {
    public Https {
      if (!"https".equals(address.getScheme()) || address.getHost() == null) {
        throw new IllegalArgumentException("address: an https address is needed");
      }
    }
  }

  /**
   * A file inside a Python wheel, or a piece of one.
   *
   * @param path inside the wheel
   * @param offset of the piece's first byte in that file; the content's size is its length
   */
  record PythonWheel(Wheel wheel, String path, long offset, Content content)
      implements PackSource {}

  /**
   * A resource on the class path.
   *
   * @param path without a slash in front
   */
  record ClassPath(String path, Content content) implements PackSource {}
}
