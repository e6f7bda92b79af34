package io.palimpsest.gateway.config;

import java.time.Duration;

/** Refuses bad settings by the name of their key. */
final class Check {
  private Check() {}

  static void that(boolean holds, String key, String wanted) {
    if (!holds) {
      throw new IllegalArgumentException(key + " must be " + wanted);
    }
  }

  static void positive(Duration value, String key) {
    that(value.isPositive(), key, "longer than 0");
  }

  static void port(int value, String key) {
    that(value >= 0 && value <= 65_535, key, "a port, 0 to 65535");
  }
}
