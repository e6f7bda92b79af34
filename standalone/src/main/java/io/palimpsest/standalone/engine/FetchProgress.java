package io.palimpsest.standalone.engine;

import io.palimpsest.ocr.model.ProgressListener;
import java.io.PrintWriter;

/**
 * Shows a fetch: on a terminal one line that is drawn over itself, elsewhere a line for each
 * quarter.
 */
public final class FetchProgress implements ProgressListener {
  private final PrintWriter out;
  private final boolean terminal;
  private String current = "";
  private long shown = -1;

  public FetchProgress(PrintWriter out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  @Override
  public void progress(String what, long done, long total) {
    if (!what.equals(current)) {
      done();
      current = what;
    }
    long percent = total > 0 ? Math.min(100, done * 100 / total) : 0;
    long step = terminal ? percent : percent / 25 * 25;
    if (step == shown) {
      return;
    }
    shown = step;
    String line = "  " + what + ": " + step + " %" + (total > 0 ? " of " + megabytes(total) : "");
    if (terminal) {
      out.print("\r\033[K" + line);
    } else {
      out.println(line);
    }
    out.flush();
  }

  /** Ends the line that is being drawn over, if there is one. */
  void done() {
    if (terminal && shown >= 0) {
      out.println();
      out.flush();
    }
    shown = -1;
    current = "";
  }

  private static String megabytes(long bytes) {
    return Math.round(bytes / 1e5) / 10.0 + " MB";
  }
}
