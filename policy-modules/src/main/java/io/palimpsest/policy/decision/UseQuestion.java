package io.palimpsest.policy.decision;

import io.palimpsest.policy.DataClass;
import java.time.Instant;

/**
 * May something that is stored be used now, such as exported for training?
 *
 * @param attestation id of the attestation it was stored under
 * @param restricted whether its subject asked for restriction (clause O16)
 */
public record UseQuestion(
    TenantTerms tenant,
    String action,
    DataClass dataClass,
    String purpose,
    String attestation,
    boolean restricted,
    Instant at) {}
