package io.palimpsest.retention;

/** Where a job counts what it does. */
@FunctionalInterface
public interface Tally {
  /**
   * Adds to a number.
   *
   * @param name such as {@code erased}; part of the name under which it is plotted
   */
  void add(String name, long count);
}
