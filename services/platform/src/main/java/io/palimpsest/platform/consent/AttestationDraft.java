package io.palimpsest.platform.consent;

import io.palimpsest.policy.decision.AgeAssurance;
import io.palimpsest.policy.decision.ConsentScope;
import io.palimpsest.policy.decision.TextReference;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What an admin attests, before it is taken: an {@code Attestation} without its id and its author.
 *
 * @param from empty means from now on; never earlier than now
 */
public record AttestationDraft(
    Set<String> interfaces,
    ConsentScope scope,
    Map<String, AgeAssurance> jurisdictions,
    String howObtained,
    TextReference text,
    ConsentNotice notice,
    Optional<Instant> from,
    Instant until) {
  public AttestationDraft {
    interfaces = Set.copyOf(interfaces);
    jurisdictions = Map.copyOf(jurisdictions);
    Words.check("how the consent is obtained", howObtained);
    Words.check("the version of the text", text.version());
  }
}
