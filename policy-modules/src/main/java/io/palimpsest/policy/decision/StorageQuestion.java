package io.palimpsest.policy.decision;

import io.palimpsest.policy.DataClass;
import io.palimpsest.policy.RetentionPeriod;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * May this be stored?
 *
 * @param action the interface it came through
 * @param purpose what it is to be used for: one, each purpose is asked for by itself
 * @param jurisdiction where the end user lives (ISO 3166-1); empty means the strictest one attested
 * @param born the end user's date of birth, where the document told it
 * @param shorter the period that the call asked for
 */
public record StorageQuestion(
    TenantTerms tenant,
    String action,
    String region,
    DataClass dataClass,
    String purpose,
    Optional<String> jurisdiction,
    Optional<LocalDate> born,
    Optional<RetentionPeriod> shorter,
    Instant at) {}
