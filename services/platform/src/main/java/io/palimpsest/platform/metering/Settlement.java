package io.palimpsest.platform.metering;

import io.palimpsest.platform.credentials.SecretId;
import io.palimpsest.platform.erasure.UploadKey;
import io.palimpsest.policy.RetentionPeriod;
import java.util.Optional;

/**
 * What one commit makes durable: the monitoring record, its share of its key's daily sums, the salt
 * that will stand for the call in the evidence log, and, when an upload was staged, the duty to
 * show its erasure.
 *
 * @param key the key that signed the call; kept with the call only until its delivery is known
 * @param salt 16 random bytes
 * @param upload the staged object; empty when the call staged nothing
 * @param keptFor how long all of it is kept: names the tables that it is written to
 */
public record Settlement(
    MonitoringRecord record,
    SecretId key,
    byte[] salt,
    Optional<UploadKey> upload,
    RetentionPeriod keptFor) {
  public Settlement {
    if (salt.length != 16) {
      throw new IllegalArgumentException("salt must be 16 bytes");
    }
    salt = salt.clone();
  }
}
