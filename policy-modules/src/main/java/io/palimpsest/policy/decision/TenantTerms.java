package io.palimpsest.policy.decision;

import io.palimpsest.policy.DataClass;
import io.palimpsest.policy.RetentionPeriod;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * All that a tenant agreed to: what a decision about its calls needs to know. Immutable; made anew
 * when any part changes.
 *
 * @param policyId the profile, such as {@code tencent-ocr}
 * @param accepted the newest version it accepted
 * @param objection to the version announced last
 * @param regions where its calls may go
 * @param attestations for the AppID that calls
 * @param debug leave to keep debug copies
 * @param shortened periods it asked for in place of the policy's own
 */
public record TenantTerms(
    String policyId,
    Optional<AcceptedPolicy> accepted,
    Optional<Objection> objection,
    Set<String> regions,
    List<Attestation> attestations,
    Optional<DebugOptIn> debug,
    Map<DataClass, RetentionPeriod> shortened) {
  public TenantTerms {
    regions = Set.copyOf(regions);
    attestations = List.copyOf(attestations);
    shortened = Map.copyOf(shortened);
  }
}
