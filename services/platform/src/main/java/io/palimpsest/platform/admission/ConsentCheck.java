package io.palimpsest.platform.admission;

import io.palimpsest.platform.call.OcrCall;
import io.palimpsest.platform.credentials.Caller;
import io.palimpsest.platform.error.CallFailure;
import io.palimpsest.platform.error.ErrorCode;
import io.palimpsest.platform.tenancy.Region;
import io.palimpsest.policy.decision.CallDecision;
import io.palimpsest.policy.decision.CallQuestion;
import io.palimpsest.policy.decision.PolicyDecisions;
import io.palimpsest.policy.decision.Refusal;
import java.time.Instant;

/**
 * Asks whether policy and consent let a call run, and says where to give what is missing.
 * Everything it needs came with the caller: it asks no store.
 */
final class ConsentCheck {
  private final PolicyDecisions decisions;

  ConsentCheck(PolicyDecisions decisions) {
    this.decisions = decisions;
  }

  /**
   * What the call runs under.
   *
   * @throws CallFailure {@code FailedOperation.UnOpenError} or {@code UnsupportedRegion}
   */
  CallDecision.Allowed require(OcrCall<?> call, Region region, Instant now) {
    CallQuestion question =
        new CallQuestion(
            call.caller().terms(),
            call.action(),
            region.name(),
            call.endUser().jurisdiction(),
            now);
    return switch (decisions.mayRun(question)) {
      case CallDecision.Allowed allowed -> allowed;
      case CallDecision.Refused(Refusal why) ->
          throw new CallFailure(code(why), why.message() + mend(why, call.caller()));
    };
  }

  private static ErrorCode code(Refusal why) {
    return switch (why.reason()) {
      case REGION_UNKNOWN, REGION_NOT_ALLOWED -> ErrorCode.UNSUPPORTED_REGION;
      default -> ErrorCode.POLICY_NOT_ACCEPTED;
    };
  }

  private static String mend(Refusal why, Caller caller) {
    return switch (why.reason()) {
      case NOT_ACCEPTED, OBJECTED ->
          "; an admin accepts it by: palimpsest consent accept "
              + caller.tenant().id()
              + ", or by POST /v1/acceptances of the tenant-admin API";
      case ATTESTATION_MISSING,
          ATTESTATION_ENDED,
          ATTESTATION_REVOKED,
          JURISDICTION_NOT_ATTESTED,
          TRANSFER_NOT_ATTESTED,
          TOO_YOUNG ->
          "; an admin attests it by: palimpsest consent attest "
              + caller.application().appId()
              + ", or by POST /v1/applications/"
              + caller.application().appId()
              + "/attestations of the tenant-admin API";
      default -> "";
    };
  }
}
