package io.palimpsest.standalone.launch;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What must be undone at the end, last thing first, once. Whatever was started is entered at once,
 * so that an end in the middle of a start undoes exactly what was done. Thread-safe.
 */
public final class Shutdown {
  private static final Logger LOG = LoggerFactory.getLogger(Shutdown.class);

  private final Deque<Named> opened = new ArrayDeque<>();
  private boolean over;

  private record Named(String what, AutoCloseable resource) {}

  /**
   * Enters something that was opened. When the end has already begun it is closed at once.
   *
   * @throws IllegalStateException when the end has already begun
   */
  public <T extends AutoCloseable> T add(String what, T resource) {
    synchronized (this) {
      if (!over) {
        opened.push(new Named(what, resource));
        return resource;
      }
    }
    close(new Named(what, resource));
    throw new IllegalStateException("the end has begun");
  }

  /** Whether the end has begun. */
  public synchronized boolean isOver() {
    return over;
  }

  /**
   * Undoes everything; a part that fails does not keep the others from being undone. Returns when
   * all is over.
   */
  public synchronized void run() {
    over = true;
    while (!opened.isEmpty()) {
      close(opened.pop());
    }
  }

  private static void close(Named named) {
    try {
      named.resource().close();
    } catch (Exception e) {
      LOG.warn("{} did not close cleanly: {}", named.what(), e.toString());
    }
  }
}
