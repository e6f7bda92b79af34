package io.palimpsest.platform.metering;

import io.palimpsest.platform.erasure.UploadKey;
import java.util.Optional;

/**
 * What one commit makes durable: the monitoring record, the salt that will stand for the call in
 * the evidence log, and, when an upload was staged, the duty to show its erasure.
 *
 * @param salt 16 random bytes
 * @param upload the staged object; empty when the call staged nothing
 */
public record Settlement(MonitoringRecord record, byte[] salt, Optional<UploadKey> upload) {
  public Settlement {
    if (salt.length != 16) {
      throw new IllegalArgumentException("salt must be 16 bytes");
    }
    salt = salt.clone();
  }
}
