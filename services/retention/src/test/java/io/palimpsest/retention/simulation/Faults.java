package io.palimpsest.retention.simulation;

import io.palimpsest.evidence.error.EvidenceUnavailable;
import io.palimpsest.platform.error.StoreUnavailable;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;

/** What goes wrong at calls of stores. */
final class Faults {
  private final Chance chance;
  private final Time time;
  private final Region region;
  private final int storm;
  private final Map<Store, Instant> away = new EnumMap<>(Store.class);
  private final Deque<Runnable> late = new ArrayDeque<>();
  private boolean calm;
  private int inside;
  private long mishaps;

  /** Where things are told and done. */
  interface Region {
    void say(Life life, String what, Object... values);

    /** Others do something while this process waits. */
    void meanwhile(Life waiting);
  }

  /** What a store does, once it is asked. */
  @FunctionalInterface
  interface Work {
    Object run() throws Throwable;
  }

  /**
   * @param storm in how many of 10,000 calls something goes wrong
   */
  Faults(Chance chance, Time time, Region region, int storm) {
    this.chance = chance;
    this.time = time;
    this.region = region;
    this.storm = storm;
  }

  /** Nothing goes wrong from now on, and every store answers. */
  void calm() {
    calm = true;
    away.clear();
  }

  void away(Store store, Duration duration) {
    away.put(store, time.real().plus(duration));
  }

  boolean isAway(Store store) {
    return away.containsKey(store) && time.real().isBefore(away.get(store));
  }

  /** How often anything went wrong: where it did not grow, nothing did. */
  long mishaps() {
    return mishaps;
  }

  /** Has writes done that somebody gave up waiting for. */
  void doLate() {
    while (!late.isEmpty()) {
      late.poll().run();
    }
  }

  /** Asks a store. */
  Object ask(Life life, Store store, String what, boolean mayBeLate, Work work) throws Throwable {
    life.check();
    if (isAway(store)) {
      mishaps++;
      throw unavailable(store, what);
    }
    if (calm || chance.below(10_000) >= storm) {
      return done(work);
    }
    mishaps++;
    int which = chance.below(20);
    if (which < 5) {
      region.say(life, "%s fails", what);
      if (mayBeLate && chance.oneIn(2)) {
        late.add(() -> quietly(work));
      }
      throw unavailable(store, what);
    } else if (which < 10) {
      region.say(life, "%s is done, its answer lost", what);
      done(work);
      throw unavailable(store, what);
    } else if (which < 12) {
      region.say(life, "dies before %s", what);
      throw life.end();
    } else if (which < 14) {
      done(work);
      region.say(life, "dies after %s", what);
      throw life.end();
    } else if (which < 17 || inside > 0) {
      time.pass(Duration.ofMillis(chance.between(1, 5_000)));
      return done(work);
    }
    region.say(life, "waits %s %s", which < 19 ? "before" : "after", what);
    if (which < 19) {
      region.meanwhile(life);
      life.check();
      return done(work);
    }
    Object result = done(work);
    region.meanwhile(life);
    life.check();
    return result;
  }

  private Object done(Work work) throws Throwable {
    inside++;
    try {
      return work.run();
    } finally {
      inside--;
    }
  }

  private static void quietly(Work work) {
    try {
      work.run();
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  private static RuntimeException unavailable(Store store, String what) {
    IOException cause = new IOException("simulated");
    return store == Store.TILES
        ? new EvidenceUnavailable(what, cause)
        : new StoreUnavailable(store.name(), what, cause);
  }
}
