package io.palimpsest.gateway;

import io.palimpsest.gateway.http.RequestHead;
import io.palimpsest.gateway.protocol.CommonParameters;
import io.palimpsest.platform.call.CallService;
import io.palimpsest.platform.error.ErrorCode;
import io.palimpsest.platform.oplog.OperationLogEntry;
import io.palimpsest.platform.tenancy.Region;
import io.palimpsest.policy.DataClass;
import io.palimpsest.policy.decision.PolicyDecisions;
import java.util.Map;
import java.util.Optional;

/** Tells the operation log of calls that were refused before anyone was known to have sent them. */
final class RefusalLog {
  private final CallService calls;
  private final PolicyDecisions decisions;
  private final Region home;

  /**
   * @param decisions say how long such an entry is kept
   * @param home the region of calls that name none
   */
  RefusalLog(CallService calls, PolicyDecisions decisions, Region home) {
    this.calls = calls;
    this.decisions = decisions;
    this.home = home;
  }

  void log(RequestHead head, Optional<CommonParameters> common, String action, ErrorCode code) {
    calls.logUnauthenticated(
        new OperationLogEntry(
            head.callId(),
            Optional.empty(),
            head.callId().received(),
            common.flatMap(CommonParameters::region).flatMap(Region::parse).orElse(home),
            action,
            code.wire(),
            head.trace().steps(),
            Map.of(),
            Map.of(),
            decisions.keptFor(DataClass.OPERATION_LOG, head.callId().received())));
  }
}
