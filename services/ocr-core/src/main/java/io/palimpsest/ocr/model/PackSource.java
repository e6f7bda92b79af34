package io.palimpsest.ocr.model;

import java.util.Map;

/**
 * A way to come by a pack's files. {@code paths} leads from a file's name in the pack to its place
 * in the source.
 */
sealed interface PackSource {
  Map<String, String> paths();

  /**
   * A wheel fetched with the machine's own {@code pip}, which knows the machine's own mirror.
   *
   * @param requirement exact, as {@code name==version}
   * @param size of the wheel, bytes; for showing progress only
   */
  record PythonWheel(String requirement, long size, Map<String, String> paths)
      implements PackSource {
    public PythonWheel {
      if (!requirement.matches("[\\w.-]+==[\\w.]+")) {
        throw new IllegalArgumentException("requirement: name==version is needed");
      }
      paths = Map.copyOf(paths);
    }
  }

  /** Resources on the class path. */
  record ClassPath(Map<String, String> paths) implements PackSource {
    public ClassPath {
      paths = Map.copyOf(paths);
    }
  }
}
