package io.palimpsest.policy;

/** Where an upload rests while it is worked on. */
public enum Staging {
  /** In the region's bucket, encrypted, erased on completion (clause D2). */
  OBJECT_STORE,
  /** In memory only; no object is ever written (clause O5). */
  MEMORY
}
