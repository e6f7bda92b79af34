package io.palimpsest.ocr.model;

/** Hears how far a fetch has come. Called from one thread at a time. */
@FunctionalInterface
public interface ProgressListener {

  /**
   * @param what is being done, for people
   * @param done bytes so far
   * @param total bytes in all
   */
  void progress(String what, long done, long total);

  /** One that is not interested. */
  static ProgressListener silent() {
    return (what, done, total) -> {};
  }
}
