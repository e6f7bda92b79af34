package io.palimpsest.ocr.internal.recognise;

import io.palimpsest.ocr.Batching;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Lines of all pages and calls that wait for one network, in the order of their coming. They leave
 * in batches of about the same width: padding costs as much time as text. Thread-safe.
 */
final class LineQueue {
  /** Share of a batch's width by which its narrowest line may be padded. */
  private static final double MAX_PADDING = 0.15;

  private final Batching batching;
  private final List<Entry> waiting = new LinkedList<>(); // guarded by this

  LineQueue(Batching batching) {
    this.batching = batching;
  }

  private record Entry(Line line, long since) {}

  synchronized void add(List<Line> lines) {
    long now = System.nanoTime();
    lines.forEach(line -> waiting.add(new Entry(line, now)));
    notifyAll();
  }

  /** The oldest line and others that fit it; empty when other batches took them all. */
  synchronized List<Line> take() {
    while (true) {
      waiting.removeIf(entry -> entry.line.over());
      if (waiting.isEmpty()) {
        return List.of();
      }
      List<Entry> batch = fitting();
      long rest = batching.maxWait().toNanos() - (System.nanoTime() - waiting.getFirst().since);
      if (batch.size() == batching.maxLines() || rest <= 0) {
        waiting.removeAll(batch);
        return batch.stream().map(Entry::line).toList();
      }
      pause(rest);
    }
  }

  private void pause(long nanos) {
    try {
      TimeUnit.NANOSECONDS.timedWait(this, nanos);
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody has reason to interrupt a processor", e);
    }
  }

  private List<Entry> fitting() {
    List<Entry> batch = new ArrayList<>();
    int narrowest = Integer.MAX_VALUE;
    int widest = 0;
    for (Iterator<Entry> it = waiting.iterator();
        it.hasNext() && batch.size() < batching.maxLines(); ) {
      Entry entry = it.next();
      int low = Math.min(narrowest, entry.line.width());
      int high = Math.max(widest, entry.line.width());
      if (low >= high * (1 - MAX_PADDING)) {
        batch.add(entry);
        narrowest = low;
        widest = high;
      }
    }
    return batch;
  }
}
