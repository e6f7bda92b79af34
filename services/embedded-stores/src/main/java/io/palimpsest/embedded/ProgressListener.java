package io.palimpsest.embedded;

/** Hears what is being done while the stores start. Called from several threads. */
@FunctionalInterface
public interface ProgressListener {

  /**
   * Something begins or is done.
   *
   * @param store such as {@code MariaDB}
   * @param doing such as {@code unpacking}, {@code starting on port 3306} or {@code ready after 1.3
   *     s}
   */
  void progress(String store, String doing);

  static ProgressListener none() {
    return (store, doing) -> {};
  }
}
