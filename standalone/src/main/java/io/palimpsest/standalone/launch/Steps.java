package io.palimpsest.standalone.launch;

import java.io.PrintWriter;

/**
 * Tells what a start is doing while it does it: a line when a step begins, one when it is done.
 * Thread-safe.
 */
public final class Steps {
  private final PrintWriter out;
  private final long begin = System.nanoTime();

  public Steps(PrintWriter out) {
    this.out = out;
  }

  /** In words, how long ago something began. */
  public static String readyAfter(long fromNanos) {
    return "ready after " + seconds(System.nanoTime() - fromNanos) + " s";
  }

  /** For parts that draw their own progress. */
  public PrintWriter writer() {
    return out;
  }

  /** One line, with the time since the start in front. */
  public void say(String line) {
    synchronized (out) {
      out.println("[" + pad(seconds(System.nanoTime() - begin)) + " s] " + line);
      out.flush();
    }
  }

  /** Lines as they are. */
  public void print(String lines) {
    synchronized (out) {
      out.println(lines);
      out.flush();
    }
  }

  private static String seconds(long nanos) {
    return String.format(java.util.Locale.ROOT, "%.1f", nanos / 1e9);
  }

  private static String pad(String seconds) {
    return " ".repeat(Math.max(0, 5 - seconds.length())) + seconds;
  }
}
