package io.palimpsest.policy.decision;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A tenant's word, given by a named admin, that the end users' consents to one thing exist (clauses
 * T4c, T7, D6, D7). It covers a call or an item only while it is {@linkplain #isAlive alive}.
 *
 * @param id unique for the tenant
 * @param by who gave it, and in what capacity
 * @param interfaces the actions it is for, such as {@code MLIDPassportOCR}
 * @param scope the one use or transfer that was consented to
 * @param jurisdictions where the end users live (ISO 3166-1), with what is known of their age there
 * @param howObtained how the tenant obtains the consents, such as {@code tick box before capture}
 * @param text the text that end users agreed to
 * @param from from when on it holds
 * @param until when it ends by itself; exclusive
 * @param revokedAt when it was taken back; exclusive
 */
public record Attestation(
    String id,
    Attester by,
    Set<String> interfaces,
    ConsentScope scope,
    Map<String, AgeAssurance> jurisdictions,
    String howObtained,
    TextReference text,
    Instant from,
    Instant until,
    Optional<Instant> revokedAt) {
  public Attestation {
    interfaces = Set.copyOf(interfaces);
    jurisdictions = Map.copyOf(jurisdictions);
    if (interfaces.isEmpty()) {
      throw new IllegalArgumentException("interfaces: an attestation names at least one");
    }
    if (jurisdictions.isEmpty()) {
      throw new IllegalArgumentException("jurisdictions: an attestation names at least one");
    }
    if (jurisdictions.keySet().stream().anyMatch(code -> !code.matches("[A-Z]{2}"))) {
      throw new IllegalArgumentException("jurisdictions: ISO 3166-1 codes of two letters");
    }
    if (howObtained.isBlank()) {
      throw new IllegalArgumentException("howObtained: an attestation says how");
    }
    if (!from.isBefore(until)) {
      throw new IllegalArgumentException("until: an attestation ends after it begins");
    }
  }

  /**
   * Whether it holds at this instant. What was taken back never holds again, also where a clock is
   * set back to before that.
   */
  public boolean isAlive(Instant now) {
    return revokedAt.isEmpty() && !now.isBefore(from) && now.isBefore(until);
  }

  /** When it ends or ended: revoked, or by itself. */
  public Instant endsAt() {
    return revokedAt.filter(revoked -> revoked.isBefore(until)).orElse(until);
  }

  /** The same, taken back. */
  public Attestation revoked(Instant at) {
    return new Attestation(
        id, by, interfaces, scope, jurisdictions, howObtained, text, from, until, Optional.of(at));
  }
}
