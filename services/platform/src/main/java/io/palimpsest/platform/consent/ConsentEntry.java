package io.palimpsest.platform.consent;

import io.palimpsest.platform.tenancy.TenantId;
import io.palimpsest.policy.decision.Attester;
import java.time.Instant;

/**
 * One line of the history.
 *
 * @param number grows with every line
 * @param by who said it, and in what capacity
 */
public record ConsentEntry(long number, TenantId tenant, Instant at, Attester by, ConsentAct act) {}
