package io.palimpsest.platform.health;

/** Asks one store how it is. */
@FunctionalInterface
public interface StoreProbe {

  /** Asks the store itself, for a few seconds at the longest; never throws. */
  StoreHealth probe();
}
