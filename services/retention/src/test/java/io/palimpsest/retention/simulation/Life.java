package io.palimpsest.retention.simulation;

import java.util.ArrayDeque;
import java.util.Deque;

/** One run of one process: ends with a crash, and with it whatever it had in memory. */
final class Life {
  private final String name;
  private final Deque<Runnable> notes = new ArrayDeque<>();
  private boolean over;

  /** Thrown out of whatever a process was at; nothing it does afterwards has any effect. */
  static final class Crash extends Error {
    private static final long serialVersionUID = 1L;

    Crash() {
      super("the process died", null, false, false);
    }
  }

  Life(String name) {
    this.name = name;
  }

  String name() {
    return name;
  }

  boolean isOver() {
    return over;
  }

  Crash end() {
    over = true;
    notes.clear();
    return new Crash();
  }

  void check() {
    if (over) {
      throw new Crash();
    }
  }

  /** Notes something that is durable a moment later only. */
  void later(Runnable note) {
    notes.add(note);
  }

  /** Writes what was noted. */
  void flush() {
    while (!notes.isEmpty()) {
      notes.poll().run();
    }
  }
}
