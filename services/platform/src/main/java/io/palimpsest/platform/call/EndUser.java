package io.palimpsest.platform.call;

import io.palimpsest.platform.subjects.EndUserReference;
import io.palimpsest.policy.RetentionPeriod;
import java.util.Optional;

/**
 * What a call tells of its end user. Only pseudonyms of the references are ever stored.
 *
 * @param reference the tenant's own reference of the end user
 * @param consentRecord the tenant's own reference of its consent record
 * @param jurisdiction where the end user lives (ISO 3166-1); empty means the strictest one attested
 * @param keepAtMost a shorter period than the policy's own, among those that it lists
 */
public record EndUser(
    Optional<EndUserReference> reference,
    Optional<EndUserReference> consentRecord,
    Optional<String> jurisdiction,
    Optional<RetentionPeriod> keepAtMost) {
  /** Nothing is told. */
  public static final EndUser NOBODY =
      new EndUser(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
}
