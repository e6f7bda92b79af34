package io.palimpsest.stores.internal.subjects;

/**
 * Somebody else changed what this work stood on; its transaction is rolled back, it begins anew.
 */
public final class Raced extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public Raced(String what) {
    super(what);
  }
}
