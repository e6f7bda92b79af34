package io.palimpsest.platform.error;

/**
 * A store did not answer, or answered with a fault of its own. Says which store and what was asked
 * of it, no content.
 */
public final class StoreUnavailable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String store;

  /**
   * @param store such as {@code monitoring eu-frankfurt}
   * @param asked such as {@code settle}
   */
  public StoreUnavailable(String store, String asked, Throwable cause) {
    super(store + " could not " + asked + ": " + cause.getClass().getSimpleName(), cause);
    this.store = store;
  }

  /** Which store. */
  public String store() {
    return store;
  }
}
