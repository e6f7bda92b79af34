package io.palimpsest.policy.decision;

import io.palimpsest.policy.DataClass;
import io.palimpsest.policy.PolicyFixtures;
import io.palimpsest.policy.PolicyRef;
import io.palimpsest.policy.RetentionPeriod;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A tenant of the module {@code whole} that accepted and attested what is needed. */
final class DecisionFixtures {
  static final Instant NOW = PolicyFixtures.NOW;
  static final Attester ADMIN = new Attester("admin-1", "data protection officer");
  static final TextReference TEXT = new TextReference("3", "ab".repeat(32));
  static final ConsentScope SERVICE = new ConsentScope.Use(DataClass.UPLOAD_AND_RESULT, "service");
  static final ConsentScope TRAINING = new ConsentScope.Use(DataClass.IDENTIFICATION, "training");
  static final ConsentScope REGISTRATION =
      new ConsentScope.Use(DataClass.IDENTIFICATION, "registration");

  private DecisionFixtures() {}

  static Attestation attestation(String id, ConsentScope scope) {
    return attestation(id, scope, Map.of("DE", new AgeAssurance.MinimumAge(18)));
  }

  static Attestation attestation(
      String id, ConsentScope scope, Map<String, AgeAssurance> jurisdictions) {
    return new Attestation(
        id,
        ADMIN,
        Set.of("IDCardOCR", "MLIDPassportOCR"),
        scope,
        jurisdictions,
        "tick box before capture",
        TEXT,
        NOW.minusSeconds(1000),
        NOW.plusSeconds(400 * 86_400L),
        Optional.empty());
  }

  static Attestation lasting(Attestation attestation, Instant from, Instant until) {
    return new Attestation(
        attestation.id(),
        attestation.by(),
        attestation.interfaces(),
        attestation.scope(),
        attestation.jurisdictions(),
        attestation.howObtained(),
        attestation.text(),
        from,
        until,
        attestation.revokedAt());
  }

  static TenantTerms tenant(Attestation... attestations) {
    return tenant(Optional.of(accepted("1.0.0", NOW.minusSeconds(5000))), Optional.empty())
        .apply(List.of(attestations));
  }

  static java.util.function.Function<List<Attestation>, TenantTerms> tenant(
      Optional<AcceptedPolicy> accepted, Optional<Objection> objection) {
    return attestations ->
        new TenantTerms(
            "whole",
            accepted,
            objection,
            Set.of("eu-frankfurt", "ap-singapore", "me-beirut"),
            attestations,
            Optional.empty(),
            Map.of());
  }

  static AcceptedPolicy accepted(String version, Instant at) {
    return new AcceptedPolicy(PolicyRef.parse("whole@" + version), ADMIN, at, "ab".repeat(32));
  }

  static TenantTerms shortened(TenantTerms tenant, DataClass dataClass, String period) {
    return new TenantTerms(
        tenant.policyId(),
        tenant.accepted(),
        tenant.objection(),
        tenant.regions(),
        tenant.attestations(),
        tenant.debug(),
        Map.of(dataClass, RetentionPeriod.parse(period)));
  }

  static TenantTerms withDebug(TenantTerms tenant, Instant from, Instant until) {
    return new TenantTerms(
        tenant.policyId(),
        tenant.accepted(),
        tenant.objection(),
        tenant.regions(),
        tenant.attestations(),
        Optional.of(new DebugOptIn(ADMIN, from, until)),
        tenant.shortened());
  }
}
