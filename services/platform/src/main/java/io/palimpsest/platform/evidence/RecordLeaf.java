package io.palimpsest.platform.evidence;

import io.palimpsest.platform.metering.CallId;
import io.palimpsest.platform.tenancy.AppId;
import java.util.Optional;

/**
 * Makes the leaf of a monitoring record that is erased by itself, for whoever erases it to enter in
 * the same transaction.
 */
@FunctionalInterface
public interface RecordLeaf {
  /**
   * @param salt of the record; empty when none is there any more
   */
  byte[] of(CallId callId, AppId appId, Optional<Salt> salt);
}
