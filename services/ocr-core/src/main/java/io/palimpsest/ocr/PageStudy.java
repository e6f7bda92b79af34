package io.palimpsest.ocr;

/**
 * A closer look at a page that was read, while its pixels are still at hand: what a kind of
 * document needs beyond its text. Callers ask for it by name ({@link DocumentOptions#study}), so
 * that it can be asked of another process. Thread-safe.
 */
public interface PageStudy {

  /** The name that it is asked for by. */
  String name();

  /**
   * Looks.
   *
   * @param picture the page's pixels
   * @param page what was read, in the picture's coordinates
   * @param lines reads lines of this picture again
   */
  Findings look(Picture picture, Page page, CloseReader lines);
}
