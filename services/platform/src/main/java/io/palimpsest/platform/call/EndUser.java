package io.palimpsest.platform.call;

import io.palimpsest.platform.subjects.EndUserReference;
import java.util.Optional;

/**
 * What a call tells of its end user. Only pseudonyms of the references are ever stored.
 *
 * @param reference the tenant's own reference of the end user
 * @param consentRecord the tenant's own reference of its consent record
 * @param jurisdiction where the end user lives (ISO 3166-1); empty means the strictest one attested
 */
public record EndUser(
    Optional<EndUserReference> reference,
    Optional<EndUserReference> consentRecord,
    Optional<String> jurisdiction) {
  /** Nothing is told. */
  public static final EndUser NOBODY =
      new EndUser(Optional.empty(), Optional.empty(), Optional.empty());
}
