package io.palimpsest.policy.decision;

import java.time.Instant;
import java.util.Optional;

/**
 * May this call run?
 *
 * @param action the interface, such as {@code IDCardOCR}
 * @param region where it is to run
 * @param jurisdiction where the end user lives (ISO 3166-1); empty means the strictest one attested
 */
public record CallQuestion(
    TenantTerms tenant, String action, String region, Optional<String> jurisdiction, Instant at) {}
