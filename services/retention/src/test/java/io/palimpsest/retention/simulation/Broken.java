package io.palimpsest.retention.simulation;

/** Something that must hold does not. */
final class Broken extends AssertionError {
  private static final long serialVersionUID = 1L;

  Broken(String what) {
    super(what);
  }
}
