package io.palimpsest.documents.mrz;

/**
 * What became of one check digit.
 *
 * @param what it protects
 */
public record Check(Protected what, State state) {

  /** What a check digit protects. */
  public enum Protected {
    NUMBER,
    BIRTH,
    EXPIRY,
    /** The optional data of a TD3, mostly a personal number. */
    OPTIONAL,
    /** Nearly all of the zone together. */
    COMPOSITE
  }

  /** How a check came out. */
  public enum State {
    PASSED,
    FAILED,
    /** There is nothing to protect, and so no digit. */
    ABSENT
  }
}
