package io.palimpsest.platform.consent;

import io.palimpsest.evidence.leaf.Commitment;
import io.palimpsest.evidence.leaf.ConsentAttested;
import io.palimpsest.evidence.leaf.ConsentWithdrawn;
import io.palimpsest.evidence.leaf.Opening;
import io.palimpsest.evidence.leaf.Place;
import io.palimpsest.evidence.leaf.PolicyAccepted;
import io.palimpsest.platform.consent.ConsentStore.Draft;
import io.palimpsest.platform.evidence.LeafWords;
import io.palimpsest.platform.evidence.Salt;
import io.palimpsest.platform.tenancy.AppId;
import io.palimpsest.platform.tenancy.TenantId;
import io.palimpsest.policy.decision.Attestation;
import io.palimpsest.policy.decision.ConsentScope;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;

/**
 * The leaves of acts of consent in the control plane's log, which counts days of UTC. Each is bound
 * to the tenant, and as details to what the act names: the attestation and its AppID, or the policy
 * and the hash of what was accepted. The salt is kept with the act's line and dies with it.
 */
public final class ConsentLeaves {
  /** Of an attestation that was made before its tenant accepted any policy. */
  private static final String NO_POLICY = "none";

  /** Withdrawn by a tenant that leaves: every use. */
  private static final String ALL = "all";

  private ConsentLeaves() {}

  /**
   * The leaf of an act; empty for one that the log does not tell.
   *
   * @param before the history that the act comes after
   */
  public static Optional<byte[]> of(
      TenantId tenant, ConsentHistory before, Draft draft, Salt salt) {
    return opening(tenant, draft.act(), salt)
        .map(Opening::commitment)
        .flatMap(of -> leaf(before, draft, of));
  }

  private static Optional<byte[]> leaf(ConsentHistory before, Draft draft, Commitment of) {
    Place place = new Place(Place.CONTROL, LocalDate.ofInstant(draft.at(), ZoneOffset.UTC));
    return switch (draft.act()) {
      case ConsentAct.Accepted(var policy, _) ->
          Optional.of(new PolicyAccepted(place, of, LeafWords.of(policy), draft.at()).bytes());
      case ConsentAct.Attested(_, Attestation attestation, _) ->
          Optional.of(
              new ConsentAttested(place, use(attestation), of, policy(before), draft.at()).bytes());
      case ConsentAct.Revoked(AppId app, String id) ->
          Optional.of(
              new ConsentWithdrawn(place, use(before, app, id), of, policy(before), draft.at())
                  .bytes());
      case ConsentAct.Left _ ->
          Optional.of(new ConsentWithdrawn(place, ALL, of, policy(before), draft.at()).bytes());
      case ConsentAct.Introduced _,
          ConsentAct.Moved _,
          ConsentAct.Objected _,
          ConsentAct.EndTold _,
          ConsentAct.Cleared _,
          ConsentAct.OptedIn _,
          ConsentAct.OptedOut _,
          ConsentAct.Shortened _,
          ConsentAct.Restored _ ->
          Optional.empty();
    };
  }

  /** What shows that a leaf is about this act; empty for one that the log does not tell. */
  public static Optional<Opening> opening(TenantId tenant, ConsentAct act, Salt salt) {
    return details(act).map(details -> new Opening(salt.bytes(), tenant.value(), details));
  }

  private static Optional<Map<String, String>> details(ConsentAct act) {
    return switch (act) {
      case ConsentAct.Accepted(var policy, String hash) ->
          Optional.of(Map.of("policy", policy.toString(), "sha256", hash));
      case ConsentAct.Attested(AppId app, Attestation attestation, _) ->
          Optional.of(Map.of("appId", app.toString(), "attestation", attestation.id()));
      case ConsentAct.Revoked(AppId app, String id) ->
          Optional.of(Map.of("appId", app.toString(), "attestation", id));
      case ConsentAct.Left _ -> Optional.of(Map.of("attestation", ALL));
      case ConsentAct.Introduced _,
          ConsentAct.Moved _,
          ConsentAct.Objected _,
          ConsentAct.EndTold _,
          ConsentAct.Cleared _,
          ConsentAct.OptedIn _,
          ConsentAct.OptedOut _,
          ConsentAct.Shortened _,
          ConsentAct.Restored _ ->
          Optional.empty();
    };
  }

  private static String policy(ConsentHistory before) {
    return before.accepted().map(accepted -> LeafWords.of(accepted.policy())).orElse(NO_POLICY);
  }

  private static String use(ConsentHistory before, AppId app, String attestation) {
    return before.attestations(app).stream()
        .filter(each -> each.id().equals(attestation))
        .findFirst()
        .map(ConsentLeaves::use)
        .orElse("unknown");
  }

  private static String use(Attestation attestation) {
    return switch (attestation.scope()) {
      case ConsentScope.Use(var dataClass, String purpose) ->
          LeafWords.of(dataClass) + "/" + purpose;
      case ConsentScope.Transfer(String country) -> "transfer/" + country;
    };
  }
}
