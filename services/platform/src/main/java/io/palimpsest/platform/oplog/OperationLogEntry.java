package io.palimpsest.platform.oplog;

import io.palimpsest.platform.metering.CallId;
import io.palimpsest.platform.tenancy.AppId;
import io.palimpsest.platform.tenancy.Region;
import io.palimpsest.policy.RetentionPeriod;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an operator may see of a call (clause T4b). Request and response hold only what {@link
 * Desensitiser} lets through: shapes, sizes, counts, codes and values from closed lists; of a
 * tenant that is not served the response says since when, by whom and why.
 *
 * @param appId empty when the caller was not authenticated
 * @param result {@code Success} or the error code answered
 * @param keptFor how long the entry is kept: names the index that it is written to
 */
public record OperationLogEntry(
    CallId callId,
    Optional<AppId> appId,
    Instant timestamp,
    Region region,
    String action,
    String result,
    List<Step> steps,
    Map<String, Object> request,
    Map<String, Object> response,
    RetentionPeriod keptFor) {
  public OperationLogEntry {
    steps = List.copyOf(steps);
    request = Map.copyOf(request);
    response = Map.copyOf(response);
  }
}
