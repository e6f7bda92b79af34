/**
 * What may be done. {@link io.palimpsest.policy.decision.PolicyDecisions} is the entry: it is asked
 * with plain records of what a tenant accepted and attested, and answers with a reason and the
 * clause that the answer stands on.
 */
@NullMarked
package io.palimpsest.policy.decision;

import org.jspecify.annotations.NullMarked;
