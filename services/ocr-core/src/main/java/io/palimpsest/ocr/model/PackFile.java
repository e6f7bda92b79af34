package io.palimpsest.ocr.model;

import java.util.List;

/**
 * One file of a pack.
 *
 * @param name inside the pack's folder
 * @param content what it holds, unless it came from a source that says otherwise
 * @param sources where it comes from, best first; empty where it is only ever brought by hand
 */
record PackFile(String name, Content content, List<PackSource> sources) {
  PackFile {
    if (!name.matches("[\\w.-]+") || name.startsWith(".")) {
      throw new IllegalArgumentException("name: a plain file name is needed");
    }
    sources = List.copyOf(sources);
  }

  /** Whether bytes of this length can be the file at all. */
  boolean maySize(long size) {
    return content.size() == size || sources.stream().anyMatch(s -> s.content().size() == size);
  }

  /** Whether these are the file's bytes, from whichever of its sources. */
  boolean accepts(byte[] bytes) {
    return content.isOf(bytes) || sources.stream().anyMatch(s -> s.content().isOf(bytes));
  }
}
