package io.palimpsest.policy.decision;

import io.palimpsest.policy.PolicyRef;
import java.time.Instant;

/**
 * A tenant's no to an announced version, such as one with a new sub-processor (GDPR art. 28(2)).
 */
public record Objection(PolicyRef policy, Attester by, Instant at, String reason) {}
