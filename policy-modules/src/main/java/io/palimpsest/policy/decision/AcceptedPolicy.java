package io.palimpsest.policy.decision;

import io.palimpsest.policy.PolicyRef;
import java.time.Instant;

/**
 * A tenant's yes to one version of a policy.
 *
 * @param hash {@link io.palimpsest.policy.PolicyModule#hash()} of what was accepted
 */
public record AcceptedPolicy(PolicyRef policy, Attester by, Instant at, String hash) {}
