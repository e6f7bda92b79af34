package io.palimpsest.platform.call;

import io.palimpsest.platform.error.CallFailure;

/** Where a call's picture comes from. Nothing of it is touched before the call is admitted. */
@FunctionalInterface
public interface ImageSource {

  /**
   * The encoded file.
   *
   * @throws CallFailure when it cannot be had or is larger than the action takes
   */
  byte[] load();
}
