package io.palimpsest.standalone.read;

import java.io.PrintWriter;

/** One line on a terminal that is drawn over itself; nothing at all elsewhere. */
final class ProgressBar {
  private static final int WIDTH = 30;

  private final PrintWriter err;
  private final int total;
  private final boolean shown;
  private int done;

  ProgressBar(PrintWriter err, int total, boolean terminal) {
    this.err = err;
    this.total = total;
    this.shown = terminal && total > 1;
    draw();
  }

  void step() {
    done++;
    draw();
  }

  /** Clears the line, so that something else can be printed; the next step draws it again. */
  void clear() {
    if (shown) {
      err.print("\r\033[K");
      err.flush();
    }
  }

  private void draw() {
    if (shown) {
      int filled = WIDTH * done / total;
      err.print(
          "\r\033[K["
              + "#".repeat(filled)
              + ".".repeat(WIDTH - filled)
              + "] "
              + done
              + "/"
              + total);
      err.flush();
    }
  }
}
