package io.palimpsest.retention;

/** Where a job counts what it does. */
@FunctionalInterface
interface Tally {
  void add(String name, long count);
}
