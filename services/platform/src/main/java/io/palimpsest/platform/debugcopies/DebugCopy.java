package io.palimpsest.platform.debugcopies;

import io.palimpsest.platform.metering.CallId;
import io.palimpsest.platform.tenancy.AppId;
import io.palimpsest.policy.PolicyRef;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * What is known of one copy: nothing of its content.
 *
 * @param action the interface that was called
 * @param policy the version that it was made under
 * @param made when; to the microsecond
 * @param due the first instant at which it may not be there any more; to the microsecond
 * @param bytes of upload and answer together
 */
public record DebugCopy(
    AppId appId,
    CallId callId,
    String action,
    PolicyRef policy,
    Instant made,
    Instant due,
    long bytes) {
  public DebugCopy {
    made = made.truncatedTo(ChronoUnit.MICROS);
    due = due.truncatedTo(ChronoUnit.MICROS);
    if (!due.isAfter(made)) {
      throw new IllegalArgumentException("due: must be after made");
    }
    if (bytes < 0) {
      throw new IllegalArgumentException("bytes: must not be negative");
    }
  }

  /** Where it came from. */
  public Origin origin() {
    return new Origin(appId, action, policy);
  }

  /** What copies have in common that one decision holds for. */
  public record Origin(AppId appId, String action, PolicyRef policy) {}
}
