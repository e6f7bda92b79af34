package io.palimpsest.ocr.model;

/** Where the texts of a recognition network's classes stand, one a line. */
sealed interface DictionarySource {
  /** How many lines there must be. */
  int lines();

  /**
   * In the metadata of the recognition model itself.
   *
   * @param key of the metadata entry
   */
  record ModelMetadata(String key, int lines) implements DictionarySource {}

  /**
   * In a file of the pack, UTF-8.
   *
   * @param file its name
   */
  record TextFile(String file, int lines) implements DictionarySource {}
}
