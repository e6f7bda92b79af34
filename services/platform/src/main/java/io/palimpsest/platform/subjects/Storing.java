package io.palimpsest.platform.subjects;

/** What became of an attempt to store. */
public sealed interface Storing {

  /** It is stored, durably, and found by its names. */
  record Stored(Subject subject) implements Storing {}

  /** It was not allowed any more when it came to it; nothing is left of it. */
  record NotAllowed() implements Storing {}
}
