package io.palimpsest.platform.testkit;

import io.palimpsest.platform.error.StoreUnavailable;
import java.io.IOException;

/** A switch that takes an in-memory store away and brings it back. Thread-safe. */
public final class Outage {
  private final String store;
  private volatile boolean away;

  public Outage(String store) {
    this.store = store;
  }

  /** From now on every method of the store throws {@link StoreUnavailable}. */
  public void begin() {
    away = true;
  }

  public void end() {
    away = false;
  }

  public boolean lasts() {
    return away;
  }

  void check(String asked) {
    if (away) {
      throw new StoreUnavailable(store, asked, new IOException("switched off by a test"));
    }
  }
}
